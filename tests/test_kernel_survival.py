"""What a cell can do to the kernel, and that the next cell works nevertheless."""

import re

import psutil
import pytest
from pace import within
from test_front_ends import END
from test_kernel_stop import GO, PATIENCE, SPEC, Kernel

pytestmark = pytest.mark.skipif(not SPEC.is_file(), reason="no kernel is installed: run `java Lab.java build`")


@pytest.fixture
def kernel(shared, tmp_path):
    return shared(lambda: Kernel(tmp_path / "kernel.log"))


@pytest.fixture(autouse=True)
def the_next_cell_works(kernel):
    kernel.run("int kept = 42;")
    yield
    assert kernel.manager.is_alive()
    assert kernel.run("kept") == {"result": "42"}


# Which of the two, and by an error of whose, depends on who is quicker: the code, or the thread that watches the heap.
FULL = re.compile("heap of [0-9]+ MB (is|was) full")
HOARD = "while (true) hoard.add(new byte[1_000_000]);"


def test_memory_that_the_code_held_is_free_again(kernel):
    shown = kernel.run(f"{{ var hoard = new ArrayList<byte[]>(); {HOARD} }}")
    assert FULL.search(shown["said"])
    assert "is free again" in shown["said"]
    assert "ASYNCLAB_JVM_OPTS=-Xmx1g" in shown["said"]


def test_memory_that_a_variable_holds_can_be_given_back(kernel):
    shown = kernel.run(f"var hoard = new ArrayList<byte[]>();\n{HOARD}")
    assert "name = null;" in shown["said"]
    assert kernel.run("hoard = null; 1") == {"result": "1"}


def test_many_small_objects_fill_the_heap_too(kernel):
    shown = kernel.run('var many = new HashMap<Integer, String>();\nfor (int i = 0; ; i++) many.put(i, "value " + i);')
    assert FULL.search(shown["said"])
    assert kernel.run("many = null; 1") == {"result": "1"}


@pytest.mark.parametrize("code", [
    'var text = "ab".repeat(1_000_000_000);',
    'var text = new StringBuilder(); while (true) text.append("0123456789");',
    "long[][] table = new long[100_000][100_000];",
])
def test_an_object_that_is_too_large_is_an_error(kernel, code):
    shown = kernel.run(code)
    assert "OutOfMemoryError" in shown["said"] or FULL.search(shown["said"])
    kernel.run("text = null;")


@pytest.mark.parametrize("builder", ["Thread.ofPlatform()", "Thread.ofVirtual()"])
def test_a_task_that_fills_the_heap_ends(kernel, builder):
    shown = kernel.run(f'var hog = {builder}.name("hog").start(() -> {{ var hoard = new ArrayList<byte[]>(); {HOARD} }});\nhog.join();')
    assert "hog" in shown.get("said", "") + shown.get("stderr", "")


@pytest.mark.parametrize("builder", ["Thread.ofPlatform()", "Thread.ofVirtual()"])
def test_a_stack_overflow_ends_its_thread(kernel, builder):
    assert "StackOverflowError" in kernel.run("int deeper(int n) { return 1 + deeper(n + 1); }\ndeeper(0)")["said"]
    assert "StackOverflowError" in kernel.run(f"var deep = {builder}.start(() -> deeper(0));\ndeep.join();")["stderr"]


def test_a_million_virtual_tasks(kernel):
    shown = kernel.run("""var done = new java.util.concurrent.atomic.AtomicInteger();
try (var tasks = Executors.newVirtualThreadPerTaskExecutor()) {
    for (int i = 0; i < 1_000_000; i++) tasks.execute(done::incrementAndGet);
}
done""")
    assert shown == {"result": "1000000"}


def test_thousands_of_platform_threads(kernel):
    """Five thousand here, as twenty thousand take this machine twenty seconds."""
    shown = kernel.run("""var gate = new CountDownLatch(1);
int started = 0;
try {
    for (; started < 5_000; started++) new Thread(() -> { try { gate.await(); } catch (InterruptedException e) {} }).start();
} finally {
    gate.countDown();
}""")
    assert shown.get("said") is None or "no more platform threads" in shown["said"]


def test_a_thread_that_the_system_does_not_give_is_explained(kernel):
    shown = kernel.run('new Thread(null, () -> {}, "huge", 1L << 46).start();')
    assert "OutOfMemoryError" in shown["said"]
    assert "no more platform threads" in shown["said"]


def test_input_that_nobody_can_give_is_an_error_or_the_end(kernel):
    request = kernel.client.execute("System.in.read()", allow_stdin=False)
    shown = kernel.shown(request)
    assert shown.get("result") == "-1" or "error" in shown


def test_input_that_is_given_is_read(kernel):
    request = kernel.client.execute("new Scanner(System.in).nextLine()", allow_stdin=True)
    kernel.client.get_stdin_msg(timeout=PATIENCE)
    kernel.client.input("typed")
    assert "typed" in kernel.shown(request)["result"]


@pytest.mark.promise
def test_waiting_for_input_can_be_interrupted(kernel):
    shown = kernel.interrupted(f"{{ {GO} System.in.read(); }}")
    assert shown["error"].startswith("Interrupted: ")


@pytest.mark.parametrize("change", [
    "System.out.close();",
    "System.setOut(null);",
    "System.setOut(new java.io.PrintStream(new java.io.ByteArrayOutputStream()));",
])
def test_output_comes_back_for_the_next_cell(kernel, change):
    kernel.run(change)
    assert kernel.run('System.out.println("here");') == {"stdout": "here\n"}


@pytest.mark.parametrize("change", ["System.err.close();", "System.setErr(null);"])
def test_errors_come_back_for_the_next_cell(kernel, change):
    kernel.run(change)
    assert kernel.run('System.err.println("here");') == {"stderr": "here\n"}


def test_a_flood_of_output_ends(kernel):
    shown = kernel.run('for (int i = 0; i < 500_000; i++) System.out.println("line " + i);')
    assert shown["stdout"].startswith("line 0\n")


@pytest.mark.promise
def test_a_deadlock_of_tasks_is_named_by_the_interrupt(kernel):
    shown = kernel.interrupted(f"""var left = new Object();
var right = new Object();
var both = new CyclicBarrier(2);
void lock(Object first, Object second) {{
    synchronized (first) {{
        try {{ both.await(); }} catch (Exception e) {{}}
        synchronized (second) {{}}
    }}
}}
var other = new Thread(() -> lock(right, left), "other");
other.start();
{{ {GO} lock(left, right); }}""")
    assert "Deadlock: " in shown["said"]
    assert "main waits for the lock java.lang.Object" in shown["said"]
    assert "which other has" in shown["said"]


@pytest.mark.promise
def test_a_cell_that_waits_for_itself_is_interrupted(kernel):
    shown = kernel.interrupted(f"{{ {GO} Thread.currentThread().join(); }}")
    assert shown["error"].startswith("Interrupted: ")


@pytest.mark.parametrize("code", [
    "Thread.getAllStackTraces().keySet().forEach(Thread::interrupt);",
    "Thread.currentThread().stop();",
    "System.setSecurityManager(new SecurityManager());",
    "Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> {});",
    "Thread.setDefaultUncaughtExceptionHandler(null);",
    "System.setProperties(new Properties());",
    "new Thread(() -> { while (true) try { Thread.sleep(100_000); } catch (InterruptedException e) {} }).start();",
    "Thread.currentThread().setName(null);",
    "Thread.currentThread().interrupt();",
    "Thread.currentThread().setContextClassLoader(null);",
])
def test_odd_things(kernel, code):
    kernel.run(code)
    assert kernel.run("Thread.sleep(1); record Point(int x) {}\nnew Point(3)") == {"result": "Point[x=3]"}


@pytest.mark.parametrize("locale", ["ar-EG", "tr-TR", "th-TH-u-ca-buddhist-nu-thai"])
def test_another_language_and_time_zone(kernel, locale):
    kernel.run(f'Locale.setDefault(Locale.forLanguageTag("{locale}"));\nTimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));')
    assert kernel.run("1 + 1") == {"result": "2"}
    assert "ArithmeticException" in kernel.run("1 / 0")["said"]
    kernel.run("Locale.setDefault(Locale.ROOT);")


def test_a_long_string_and_a_long_cell(kernel):
    assert kernel.run(f'"{"x" * 60_000}".length()') == {"result": "60000"}
    lines = "\n".join(f"    sum += {i};" for i in range(5_000))
    assert kernel.run(f"int total() {{\n    int sum = 0;\n{lines}\n    return sum;\n}}\ntotal()") == {"result": str(sum(range(5_000)))}


@pytest.mark.promise
def test_a_value_whose_text_never_ends_is_stopped(kernel):
    shown = kernel.interrupted(f"class Endless {{ public String toString() {{ {GO} while (true) {{}} }} }}\nnew Endless()")
    assert shown["error"].startswith("Interrupted: ")


@pytest.mark.promise
def test_threads_that_do_not_end_hold_up_no_shutdown(tmp_path):
    kernel = Kernel(tmp_path / "kernel.log")
    kernel.run("for (int i = 0; i < 3; i++) new Thread(() -> { while (true) {} }).start();")
    process = psutil.Process(kernel.manager.provisioner.process.pid)
    with within(END):
        kernel.client.shutdown()
        process.wait(timeout=PATIENCE)
    kernel.end()
