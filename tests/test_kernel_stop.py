"""An interrupt stops the cell that runs, whatever it does; the kernel survives what cells do to it."""

import re
import time

import pytest
from kernels import LIMIT as PATIENCE
from kernels import Started
from pace import within
from test_kernel import SPEC

IN_TIME = 1.0  # seconds from the interrupt to the end of its cell

pytestmark = [pytest.mark.promise, pytest.mark.skipif(not SPEC.is_file(), reason="no kernel is installed: run `java Lab.java build`")]


class Kernel(Started):
    """The installed kernel, and what its cells show."""

    def __init__(self, log):
        with open(log, "wb") as out:
            super().__init__(stdout=out, stderr=out)

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
        with within(IN_TIME):
            self.manager.interrupt_kernel()
            return self.shown(request)

    def await_text(self, request: str, text: str):
        while True:
            message = self.client.get_iopub_msg(timeout=PATIENCE)
            if message["parent_header"].get("msg_id") == request and message["msg_type"] == "stream":
                if text in message["content"]["text"]:
                    return

    def interrupt_and_await(self, times: int = 1) -> None:
        """Until the kernel has said that it knows of every one."""
        for _ in range(times):
            request = self.client.session.msg("interrupt_request", {})
            self.client.control_channel.send(request)
            while self.client.get_control_msg(timeout=PATIENCE)["parent_header"]["msg_id"] != request["header"]["msg_id"]:
                pass


@pytest.fixture
def kernel(shared, tmp_path):
    return shared(lambda: Kernel(tmp_path / "kernel.log"))


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
var begun = new CountDownLatch(3);
try (var tasks = Executors.newVirtualThreadPerTaskExecutor()) {
    for (int i = 0; i < 3; i++) {
        tasks.submit(() -> { try { begun.countDown(); Thread.sleep(100_000); } catch (InterruptedException e) { System.out.println("task interrupted"); } });
    }
    begun.await();
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
    shown = kernel.interrupted(f"earlier.submit(() -> {{ try {{ {GO} Thread.sleep(100_000); }} finally {{ System.out.println(\"given up\"); }} return 1; }})"
                               ";\nThread.sleep(100_000);")
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
    assert re.search(r"\b[1-9]\d* idle pool threads? left", stopped), "the pool's task was stopped too; its worker lives on"
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
    kernel.interrupt_and_await(times=3)
    assert kernel.run("Thread.sleep(500); 7") == {"result": "7"}


def test_a_second_interrupt_ends_it_at_once_and_no_other_cell(kernel):
    request = kernel.send(GO + "while (true) {}")
    kernel.await_text(request, "go")
    kernel.interrupt_and_await(times=5)
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
