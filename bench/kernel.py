"""The course's Java kernel beside JJava's own as its package ships it: time to start and memory.

    java Lab.java bench kernel [the launcher calls: .lab/venv/bin/python bench/kernel.py]

Both are started in turn. Ours has the library on its class path, as the learner's has; JJava's own has nothing. Ends
with status 1 if ours takes more than 0.65 of JJava's time to be ready or more than 0.6 of its memory.
"""

import argparse
import json
import os
import queue
import statistics
import subprocess
import sys
import time
from pathlib import Path

import psutil
import zmq
from jupyter_client import BlockingKernelClient
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import KernelManager

LAB = Path(__file__).resolve().parent.parent / ".lab"
SPECS = {"JJava": LAB / "stock/kernels/java/kernel.json", "ours": Path(sys.prefix, "share/jupyter/kernels/java/kernel.json")}
READY, MEMORY = 0.65, 0.6  # at most this part of JJava's

FEW = [
    "var numbers = List.of(3, 1, 2);",
    "numbers.stream().sorted().toList()",
    "int square(int x) { return x * x; }",
    "square(12)",
    'for (int i = 0; i < 3; i++) System.out.println("line " + i);',
]
MORE = [
    "record Page(String title, int links) {}",
    'new Page("Start", 3)',
    "import java.net.http.*;",
    "import java.util.stream.*;",
    "try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {\n"
    "    for (int i = 0; i < 1000; i++) executor.submit(() -> { Thread.sleep(10); return 1; });\n}",
    "var later = CompletableFuture.supplyAsync(() -> 20).thenApply(n -> n + 1);",
    "later.orTimeout(2, TimeUnit.SECONDS).join()",
    "var gate = new Semaphore(3);",
    "gate.acquire(); gate.release(); gate.availablePermits()",
    "var queue = new LinkedBlockingQueue<Integer>();",
    "var producer = Thread.ofVirtual().start(() -> IntStream.range(0, 100).forEach(queue::add)); producer.join();",
    "queue.stream().mapToInt(Integer::intValue).summaryStatistics()",
    'String title(String html) { return html.replaceAll("(?s).*<title>(.*?)</title>.*", "$1"); }',
    'title("<html><title>Waiting</title></html>")',
    "Duration.ofMillis(1500).toString()",
]
LIBRARY = "import asynclab.*;"  # the sixth cell of ours only


class Kernel:
    """A kernel process and a client that asks at once and often, so that its own pace is not what is measured."""

    def __init__(self, file: Path, log):
        spec = json.loads(file.read_text(encoding="utf-8"))
        self.manager = KernelManager()
        self.manager._kernel_spec = KernelSpec(
            argv=spec["argv"], env=spec.get("env", {}), language="java", display_name=spec["display_name"],
            interrupt_mode=spec["interrupt_mode"], resource_dir=str(file.parent))
        begin = time.perf_counter()
        self.manager.start_kernel(stdout=log, stderr=log)
        self.process = self.manager.provisioner.process
        context = zmq.Context()
        context.setsockopt(zmq.RECONNECT_IVL, 10)
        self.client = BlockingKernelClient(context=context)
        self.client.load_connection_info(self.manager.get_connection_info())
        self.client.start_channels(hb=False)
        try:
            self.client.kernel_info()
            self.answer()
            self.ready = time.perf_counter() - begin
            self.hear()
        except BaseException:
            self.end()
            raise

    def answer(self):
        """Waits for the first answer, and no longer once the kernel is dead."""
        for _ in range(600):
            try:
                return self.client.get_shell_msg(timeout=0.2)
            except queue.Empty:
                if self.process.poll() is not None:
                    raise RuntimeError(f"the kernel ended with status {self.process.poll()}") from None
        raise RuntimeError("the kernel does not answer")

    def hear(self):
        """Waits until output arrives: what is published before the subscription is in place is lost."""
        for _ in range(100):
            try:
                self.client.get_iopub_msg(timeout=0.1)
                return
            except queue.Empty:
                self.client.kernel_info()
                self.answer()
        raise RuntimeError("the kernel publishes nothing")

    def run(self, code: str) -> float:
        begin = time.perf_counter()
        errors = []
        reply = self.client.execute_interactive(
            code, timeout=60, allow_stdin=False,
            output_hook=lambda message: errors.append(message["content"]["evalue"]) if message["msg_type"] == "error" else None)
        if reply["content"]["status"] != "ok":
            raise RuntimeError(f"a cell failed: {code}: {errors}")
        return time.perf_counter() - begin

    def memory(self) -> float:
        """MB of all processes of the kernel, what they share with others in parts (PSS); where there is no PSS, the USS."""
        time.sleep(0.5)
        first = psutil.Process(self.process.pid)
        infos = [process.memory_full_info() for process in [first, *first.children(recursive=True)]]
        return sum(getattr(info, "pss", 0) or info.uss for info in infos) / 2**20

    def end(self):
        self.client.stop_channels()
        family = psutil.Process(self.process.pid).children(recursive=True) if self.process.poll() is None else []
        self.manager.shutdown_kernel(now=True)
        for process in family:
            try:
                process.kill()
            except psutil.NoSuchProcess:
                pass


def measure(name: str, log) -> dict[str, float]:
    kernel = Kernel(SPECS[name], log)
    try:
        found = {"ready s": kernel.ready, "first result s": kernel.run("1 + 1")}
        for cell in FEW:
            kernel.run(cell)
        found["MB after 5 cells"] = kernel.memory()
        if name == "ours":
            kernel.run(LIBRARY)
        found["20 cells s"] = sum(kernel.run(cell) for cell in MORE)
        found["MB after 20 cells"] = kernel.memory()
        return found
    finally:
        kernel.end()


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("--runs", type=int, default=7, help="starts of each kernel (7)")
    runs = arguments.parse_args().runs
    for name, file in SPECS.items():
        if not file.is_file():
            print(f"There is no {file}: run `java Lab.java build` first.")
            return 1
    if not (LAB / "kernel/kernel.aot").is_file():
        print("Our kernel has no cache: its training failed, see .lab/log/kernel-cache.log.")
    for variable in [v for v in os.environ if v.startswith("JJAVA_") or v in ("ASYNCLAB_JVM_OPTS", "CLASSPATH")]:
        del os.environ[variable]
    java = subprocess.run(["java", "-version"], capture_output=True, text=True, check=True).stderr.splitlines()[0]
    print(f"JJava's `java` on the PATH: {java}; {psutil.cpu_count()} cores")

    found = {name: [] for name in SPECS}
    with open(LAB / "log/bench-kernels.log", "wb") as log:
        for name in SPECS:
            measure(name, log)  # not counted: it reads the files for the first time
        for run in range(runs):
            for name in SPECS:
                found[name].append(measure(name, log))
                ready, memory = found[name][-1]["ready s"], found[name][-1]["MB after 20 cells"]
                print(f"{run + 1} of {runs}  {name:6} ready {ready:.2f} s, {memory:.0f} MB", flush=True)

    print(f"\n{'median of ' + str(runs):20}" + "".join(f"{name:>10}" for name in SPECS) + f"{'ratio':>10}{'at most':>10}")
    good = True
    for key in found["ours"][0]:
        stock, ours = (statistics.median(one[key] for one in found[name]) for name in SPECS)
        limit = READY if key == "ready s" else MEMORY if key.startswith("MB") else None
        ratio = ours / stock
        good &= limit is None or ratio <= limit
        digits = 0 if key.startswith("MB") else 2
        print(f"{key:20}{stock:10.{digits}f}{ours:10.{digits}f}{ratio:10.2f}{limit or '':>10}")
    print("Within the limits." if good else "NOT within the limits.")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
