"""An interrupt stops the cell that runs, whatever it does; the kernel survives what cells do to it."""

import queue
import time

import pytest
from jupyter_client.manager import KernelManager
from test_kernel import SPEC

PATIENCE = 60
IN_TIME = 2.0  # a second, and as much again for a machine that is busy with other tests

pytestmark = pytest.mark.skipif(not SPEC.is_file(), reason="no kernel is installed: run `java Lab.java build`")


class Kernel:
    """The installed kernel, and what its cells show."""

    def __init__(self, log):
        self.manager = KernelManager(kernel_name="java")
        with open(log, "wb") as out:
            self.manager.start_kernel(stdout=out, stderr=out)
        self.client = self.manager.client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=PATIENCE)

    def send(self, code: str) -> str:
        return self.client.execute(code, allow_stdin=True)

    def shown(self, request: str) -> dict[str, str]:
        """What a cell shows until it is idle: result, stdout, stderr, error, and the error's lines as "said"."""
        shown = {}
        while True:
            message = self.client.get_iopub_msg(timeout=PATIENCE)
            if message["parent_header"].get("msg_id") != request:
                continue
            kind, content = message["msg_type"], message["content"]
            if kind == "stream":
                shown[content["name"]] = shown.get(content["name"], "") + content["text"]
            elif kind == "execute_result":
                shown["result"] = content["data"]["text/plain"]
            elif kind == "display_data":
                shown["shown"] = shown.get("shown", "") + content["data"]["text/plain"]
            elif kind == "error":
                shown["error"] = f"{content['ename']}: {content['evalue']}"
                shown["said"] = "\n".join(content["traceback"])
            elif kind == "status" and content["execution_state"] == "idle":
                return shown

    def run(self, code: str) -> dict[str, str]:
        return self.shown(self.send(code))

    def interrupted(self, code: str, after: float = 0.4) -> dict[str, str]:
        """Interrupts a cell some time after it has printed "go"; checks that it then ends in time."""
        request = self.send(code)
        self.await_text(request, "go")
        time.sleep(after)  # until it is where it is to be interrupted
        begin = time.monotonic()
        self.manager.interrupt_kernel()
        shown = self.shown(request)
        assert time.monotonic() - begin < IN_TIME
        return shown

    def await_text(self, request: str, text: str):
        while True:
            message = self.client.get_iopub_msg(timeout=PATIENCE)
            if message["parent_header"].get("msg_id") == request and message["msg_type"] == "stream":
                if text in message["content"]["text"]:
                    return

    def end(self):
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)


@pytest.fixture(scope="module")
def kernel(tmp_path_factory):
    kernel = Kernel(tmp_path_factory.mktemp("kernel") / "kernel.log")
    yield kernel
    kernel.end()


GO = 'System.out.println("go");\n'


@pytest.mark.parametrize("code", [
    "{ GO while (true) {} }",
    "{ GO for (int i = 0; i < 10;) { i = 0; } }",
    "{ GO for (int i = 0; i <= Integer.MAX_VALUE; i++) {} }",
    "{ GO long sum = 0; for (long i = 0; i < Long.MAX_VALUE; i++) sum += i; }",
    "int fib(int n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }\n{ GO fib(90); }",
    "{ GO java.util.stream.Stream.iterate(1, i -> i + 1).forEach(i -> {}); }",
    "{ GO while (true) { try { Thread.sleep(10); } catch (InterruptedException e) {} } }",
    "void work() { while (true) {} }\n{ GO while (true) { try { work(); } catch (Throwable t) {} } }",
    "class Endless { static int n; static { while (n == 0) {} } }\n{ GO System.out.println(Endless.n); }",
])
def test_a_loop_that_does_not_look_at_interrupts_is_stopped(kernel, code):
    shown = kernel.interrupted(code.replace("GO ", GO))
    assert shown["error"].startswith("Interrupted: The cell was interrupted")
    assert "Stopped in the middle, as they did not react to the interrupt: main" in shown["said"]
    assert kernel.run("1 + 1") == {"result": "2"}


TASKS = """
try (var tasks = Executors.newVirtualThreadPerTaskExecutor()) {
    for (int i = 0; i < 3; i++) {
        tasks.submit(() -> { try { Thread.sleep(100_000); } catch (InterruptedException e) { System.out.println("task interrupted"); } });
    }
    GO
}"""


def test_every_task_of_the_cell_is_interrupted(kernel):
    shown = kernel.interrupted(TASKS.replace("GO", GO))
    assert shown["stdout"] == "task interrupted\n" * 3


@pytest.mark.parametrize("start", [
    'Thread.ofVirtual().name("burner").start(burn)',
    'Thread.ofPlatform().name("burner").start(burn)',
    'var pool = Executors.newFixedThreadPool(1, r -> new Thread(r, "burner")); pool.submit(burn)',
])
def test_loops_of_tasks_are_stopped_and_named(kernel, start):
    shown = kernel.interrupted(f"Runnable burn = () -> {{ while (true) {{}} }};\n{start};\n{{ {GO} Thread.sleep(100_000); }}")
    assert "Stopped in the middle, as they did not react to the interrupt: burner" in shown["said"]
    assert kernel.run("1 + 1") == {"result": "2"}


def test_a_task_of_the_common_pool_is_stopped_and_with_it_who_waits_for_it(kernel):
    shown = kernel.interrupted(f"java.util.concurrent.CompletableFuture.runAsync(() -> {{ {GO} while (true) {{}} }}).join();")
    assert "Stopped in the middle, as they did not react to the interrupt: ForkJoinPool.commonPool-worker" in shown["said"]
    assert "Could not" not in shown["said"]


def test_a_task_in_a_pool_of_an_earlier_cell_is_interrupted(kernel):
    kernel.run('var earlier = Executors.newFixedThreadPool(1);')
    shown = kernel.interrupted(f"earlier.submit(() -> {{ try {{ Thread.sleep(100_000); }} finally {{ System.out.println(\"given up\"); }} return 1; }})"
                               f";\n{{ {GO} Thread.sleep(100_000); }}")
    assert shown["stdout"] == "given up\n"
    kernel.run("earlier.shutdownNow();")


def test_the_tasks_of_other_cells_run_on(kernel):
    kernel.run('var count = new java.util.concurrent.atomic.AtomicLong();\nvar other = Thread.ofVirtual().name("other").start(() -> { while (true) count.incrementAndGet(); });')
    kernel.run("var busy = Executors.newFixedThreadPool(1);\nbusy.submit(() -> { while (true) count.incrementAndGet(); });")
    kernel.interrupted(f"{{ {GO} while (true) {{}} }}")
    before = int(kernel.run("count.get()")["result"])
    assert kernel.run("other.isAlive()") == {"result": "true"}
    assert int(kernel.run("count.get()")["result"]) > before
    stopped = kernel.run("%stop")["shown"]
    assert stopped.startswith("Stopped 1 task: other.")
    assert "idle pool thread" in stopped  # the pool's task was stopped too; its worker lives on
    assert kernel.run("other.isAlive()") == {"result": "false"}


def test_a_wait_ends_and_finally_runs(kernel):
    shown = kernel.interrupted(GO + 'try { Thread.sleep(100_000); } finally { System.out.println("cleaned up"); }')
    assert shown["stdout"] == "cleaned up\n"
    assert shown["error"].startswith("Interrupted: ")


def test_finally_runs_with_its_loops_after_a_loop_was_stopped(kernel):
    shown = kernel.interrupted(GO + 'try { while (true) {} } finally { for (int i = 0; i < 3; i++) System.out.print(i); }')
    assert shown["stdout"] == "012"


def test_code_that_takes_note_of_the_interrupt_goes_on_for_a_moment(kernel):
    shown = kernel.interrupted(GO + 'try { Thread.sleep(100_000); } catch (InterruptedException e) { System.out.println("noted"); }\n'
                               'System.out.println("and on");')
    assert shown == {"stdout": "noted\nand on\n"}


def test_code_that_takes_note_but_does_not_end_is_stopped(kernel):
    shown = kernel.interrupted(GO + "try { Thread.sleep(100_000); } catch (InterruptedException e) {}\nwhile (true) {}")
    assert "Stopped in the middle" in shown["said"]


def test_an_interrupt_between_two_statements_or_while_they_are_compiled_is_not_lost(kernel):
    statements = "".join(f"int n{i} = {i};\n" for i in range(300))
    shown = kernel.interrupted(GO + statements + 'System.out.println("lost");', after=0.05)
    assert shown["error"].startswith("Interrupted: ")
    assert "stdout" not in shown


def test_an_interrupt_that_nothing_runs_for_does_not_reach_the_next_cell(kernel):
    kernel.run("1")
    for _ in range(3):
        kernel.manager.interrupt_kernel()
    time.sleep(0.3)  # it comes by another way than the next cell, which may be quicker
    assert kernel.run("Thread.sleep(500); 7") == {"result": "7"}


def test_a_second_interrupt_ends_it_at_once_and_no_other_cell(kernel):
    request = kernel.send(GO + "while (true) {}")
    kernel.await_text(request, "go")
    for _ in range(5):
        kernel.manager.interrupt_kernel()
    assert kernel.shown(request)["error"].startswith("Interrupted: ")
    assert kernel.run("Thread.sleep(500); 7") == {"result": "7"}


def test_what_cannot_be_stopped_is_left_behind_and_named(kernel):
    shown = kernel.interrupted(GO + 'new java.math.BigInteger("7").pow(100_000_000).bitLength()')
    assert "Could not be stopped and runs on: main, in java.math." in shown["said"]
    assert kernel.run("Thread.currentThread().getName()") == {"result": "main"}


def test_a_failure_of_the_cells_own_is_shown_beside_the_interrupt(kernel):
    shown = kernel.interrupted(GO + 'try { Thread.sleep(100_000); } catch (InterruptedException e) { int[] none = {}; none[3] = 1; }')
    assert shown["error"].startswith("Interrupted: ")
    assert "ArrayIndexOutOfBoundsException" in shown["said"]


@pytest.mark.parametrize("code", [
    "System.exit(3);",
    "Runtime.getRuntime().exit(3);",
    "Runtime.getRuntime().halt(3);",
    "IntStream.of(3).forEach(System::exit);",
    "var exits = Thread.ofVirtual().unstarted(() -> System.exit(3)); exits.start(); exits.join(); System.exit(3);",
])
def test_a_cell_that_would_end_the_kernel_does_not(kernel, code):
    kernel.run("int kept = 5;")
    shown = kernel.run("import java.util.stream.*;\n" + code)
    assert "(3) would have ended the kernel" in shown["error"]
    assert kernel.run("kept") == {"result": "5"}
