"""What the kernel's stop checks cost: loops in cells with them and without.

    java Lab.java bench weave [the launcher calls: .lab/venv/bin/python bench/weave.py]

Two kernels of the installed kernelspec run the same cells in turn, one of them with -Dasynclab.checkpoints=off. Each cell
is compiled anew each time and measures itself. Ends with status 1 if a loop takes more than 1.15 of its time without
checks.
"""

import argparse
import os
import statistics
import sys

from jupyter_client.manager import KernelManager

OPTIONS = "ASYNCLAB_JVM_OPTS"
KINDS = {"without": "-Dasynclab.checkpoints=off", "with": ""}
LIMIT = 1.15

LOOPS = {
    "array loop": "var a = new int[10_000]; for (int r = 0; r < 60_000; r++) for (int i = 0; i < a.length; i++) sum += a[i];",
    "sum loop": "int n = 1_000_000_000; for (int i = 0; i < n; i++) sum += i;",
    "sum method": "for (int r = 0; r < 1_000; r++) sum += sum{run}(500_000);",
    "small method": "for (int r = 0; r < 200_000_000; r++) sum = twice{run}(r);",
    "recursion": "sum = fib{run}(38);",
    "collatz": "for (int i = 1; i < 700_000; i++) { long x = i; while (x != 1) { x = (x & 1) == 0 ? x / 2 : 3 * x + 1; sum++; } }",
    "long loop": "for (long i = 0; i < 700_000_000L; i++) sum += i;",
    "nested loops": "for (int i = 0; i < 1_000; i++) for (int j = 0; j < 1_000; j++) for (int k = 0; k < 500; k++) sum += i ^ j ^ k;",
    "while loop": "int i = 700_000_000; while (i > 0) { i -= 1 + (i & 1); sum += i; }",
    "list loop": "var l = IntStream.range(0, 100_000).boxed().toList(); for (int r = 0; r < 300; r++) for (var x : l) sum += x;",
    "300,000 virtual threads":
        "try (var tasks = Executors.newVirtualThreadPerTaskExecutor()) { for (int i = 0; i < 300_000; i++) tasks.execute(() -> {}); }",
}
METHODS = """int sum{run}(int n) {{ int s = 0; for (int i = 0; i < n; i++) s += i; return s; }}
int twice{run}(int n) {{ return n + n; }}
int fib{run}(int n) {{ return n < 2 ? n : fib{run}(n - 1) + fib{run}(n - 2); }}
"""
CELL = "{{\n    long begin = System.nanoTime(), sum = 0;\n    {loop}\n    took = System.nanoTime() - begin; if (sum == 42) System.out.println(sum);\n}}\ntook"


class Kernel:
    def __init__(self, options: str):
        self.manager = KernelManager(kernel_name="java")
        self.manager.start_kernel(env=os.environ | {OPTIONS: options})
        self.client = self.manager.client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=60)
        self.run("import java.util.stream.*;\nlong took = 0;")

    def run(self, code: str) -> str:
        shown = {}

        def take(message):
            if message["msg_type"] == "execute_result":
                shown["result"] = message["content"]["data"]["text/plain"]
            elif message["msg_type"] == "error":
                raise RuntimeError(f"{code}\n" + "\n".join(message["content"]["traceback"]))

        self.client.execute_interactive(code, timeout=120, allow_stdin=True, output_hook=take)
        return shown.get("result", "")

    def seconds(self, name: str, run: int) -> float:
        self.run(METHODS.format(run=run))
        return int(self.run(CELL.format(loop=LOOPS[name].replace("{run}", str(run))))) / 1e9

    def end(self):
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("--runs", type=int, default=7, help="runs of each loop in each kernel (7)")
    runs = arguments.parse_args().runs
    kernels = {}
    try:
        for kind, options in KINDS.items():
            kernels[kind] = Kernel(options)
        print(f"{'median of ' + str(runs):26}" + "".join(f"{kind:>10}" for kind in KINDS) + f"{'ratio':>8}{'at most':>9}")
        good = True
        for name in LOOPS:
            found = {kind: [] for kind in KINDS}
            for run in range(runs + 1):
                for kind in list(KINDS) if run % 2 else reversed(KINDS):
                    found[kind].append(kernels[kind].seconds(name, run))
            # the first run is not counted: it meets a cold kernel
            without, checked = (statistics.median(found[kind][1:]) for kind in KINDS)
            ratio = checked / without
            good &= ratio <= LIMIT
            print(f"{name:26}{without:8.2f} s{checked:8.2f} s{ratio:8.2f}{LIMIT:>9}", flush=True)
    finally:
        for kernel in kernels.values():
            kernel.end()
    print("Within the limits." if good else "NOT within the limits.")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
