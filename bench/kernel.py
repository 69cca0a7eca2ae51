"""The course's Java kernel beside JJava's own as its package ships it, and beside ipykernel: start, cells, memory; then output.py.

    java Lab.java bench kernel [the launcher calls: .lab/venv/bin/python bench/kernel.py]

All are started in turn. Ours has the library on its class path and has used it, as a learner's has; the others have
nothing. Ends with status 1 if ours is over one of the limits in LIMITS, most of them parts of JJava's own figure.
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
SPEC = Path(sys.prefix, "share/jupyter/kernels/java/kernel.json")
SPECS = {
    "JJava": (LAB / "stock/kernels/java/kernel.json", {}),
    "ipykernel": (Path(sys.prefix, "share/jupyter/kernels/python3/kernel.json"), {}),
    "ours": (SPEC, {"ASYNCLAB_OUTPUT_LINES": "100000"}),  # for output.py: a learner's cell shows 20,000, the rest is in a file
    "with C2": (SPEC, {"ASYNCLAB_JVM_OPTS": "-XX:TieredStopAtLevel=4"}),
}
FIRST, CELL, MEMORY, LATER, TAB = "first result s", "median cell ms", "MB after 100 cells", "cells 400-500 / 0-100", "completion ms"
LIMITS = {FIRST: 0.42, CELL: 0.22, MEMORY: 0.38}  # at most this part of JJava's
OWN = {LATER: 1.5, TAB: 100}  # at most this, whatever JJava's is

# Five kinds of cell, in turn; {i} is the cell's number.
JAVA = [
    "var n{i} = {i};",
    'System.out.println("line " + {i});',
    "1 + {i}",
    "int twice{i}(int x) { return 2 * x; }",
    "var thread{i} = Thread.ofVirtual().start(() -> Math.sqrt({i})); thread{i}.join();",
]
PYTHON = [
    "n{i} = {i}",
    'print("line " + str({i}))',
    "1 + {i}",
    "def twice{i}(x): return 2 * x",
    "import threading; thread{i} = threading.Thread(target=abs, args=({i},)); thread{i}.start(); thread{i}.join()",
]
LIBRARY = ["import asynclab.*;", "%%timeline\nThread.sleep(1);"]  # ours only, and the recorder runs from then on


class Kernel:
    """A kernel process and a client that asks at once and often, so that its own pace is not what is measured."""

    def __init__(self, file: Path, variables: dict[str, str], log):
        spec = json.loads(file.read_text(encoding="utf-8"))
        self.language = spec["language"]
        self.manager = KernelManager()
        self.manager._kernel_spec = KernelSpec(
            argv=spec["argv"], env=spec.get("env", {}) | variables, language=self.language, display_name=spec["display_name"],
            interrupt_mode=spec.get("interrupt_mode", "signal"), resource_dir=str(file.parent))
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
            begin = time.perf_counter()
            self.run("1 + 1")
            self.first = self.ready + time.perf_counter() - begin
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
        """Seconds until the cell has ended."""
        begin = time.perf_counter()
        errors = []

        def take(message):
            if message["msg_type"] == "error":
                errors.append(message["content"]["evalue"])

        reply = self.client.execute_interactive(code, timeout=120, allow_stdin=False, output_hook=take)
        if reply["content"]["status"] != "ok":
            raise RuntimeError(f"a cell failed: {code}: {errors}")
        return time.perf_counter() - begin

    def cells(self, start: int, end: int) -> list[float]:
        kinds = JAVA if self.language == "java" else PYTHON
        return [self.run(kinds[i % len(kinds)].replace("{i}", str(i))) for i in range(start, end)]

    def complete(self, code: str) -> float:
        begin = time.perf_counter()
        self.client.complete(code, len(code), reply=True, timeout=60)
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
    file, variables = SPECS[name]
    kernel = Kernel(file, variables, log)
    try:
        found = {"ready s": kernel.ready, FIRST: kernel.first}
        if file == SPEC:
            for cell in LIBRARY:
                kernel.run(cell)
        begun = kernel.cells(0, 100)
        found[CELL] = statistics.median(begun) * 1000
        found[MEMORY] = kernel.memory()
        word = "Thread.sl" if kernel.language == "java" else "str.isal"
        kernel.complete(word)
        found[TAB] = statistics.median(kernel.complete(word) for _ in range(7)) * 1000
        if name == "ours":
            kernel.cells(100, 400)
            found[LATER] = statistics.median(kernel.cells(400, 500)) / statistics.median(begun)
            found["MB after 500 cells"] = kernel.memory()
        return found
    finally:
        kernel.end()


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("--runs", type=int, default=7, help="starts of each kernel (7)")
    runs = arguments.parse_args().runs
    for name, (file, _) in list(SPECS.items()):
        if not file.is_file() and name == "ipykernel":
            print("There is no ipykernel here: measured without.")
            del SPECS[name]
        elif not file.is_file():
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
        for name, (file, variables) in SPECS.items():
            Kernel(file, variables, log).end()  # not counted: it reads the files for the first time
        for run in range(runs):
            for name in SPECS:
                found[name].append(measure(name, log))
                one = found[name][-1]
                print(f"{run + 1} of {runs}  {name:10} {FIRST} {one[FIRST]:.2f}, {CELL} {one[CELL]:.1f}, {MEMORY} {one[MEMORY]:.0f}", flush=True)
    return table(found, runs)


def table(found: dict[str, list[dict[str, float]]], runs: int) -> int:
    print(f"\n{'median of ' + str(runs):24}" + "".join(f"{name:>12}" for name in found) + f"{'ours/JJava':>12}{'at most':>10}")
    good = True
    for key in found["ours"][0]:
        median = {name: statistics.median(one[key] for one in each if key in one) for name, each in found.items() if key in each[0]}
        ratio = median["ours"] / median["JJava"] if median.get("JJava") else None
        within = ratio <= LIMITS[key] if key in LIMITS else median["ours"] <= OWN[key] if key in OWN else True
        good &= within
        digits = 2 if key.endswith(" s") or key == LATER else 1 if key.endswith("ms") else 0
        print(
            f"{key:24}" + "".join(f"{median[name]:12.{digits}f}" if name in median else " " * 12 for name in found)
            + (f"{ratio:12.2f}" if ratio else " " * 12) + f"{LIMITS.get(key, OWN.get(key, '')):>10}" + ("" if within else "  <-- over"))
    print("Within the limits." if good else "NOT within the limits.")
    return 0 if good else 1


if __name__ == "__main__":
    import output

    sys.exit(max(main(), output.main()))
