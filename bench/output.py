"""What routing output and knowing tasks costs: 100,000 lines of 100 tasks beside JJava's own kernel, 300,000 threads
with and without the mark of their cell, and 100,000 parked tasks told of, listed and stopped.

    java Lab.java bench kernel [ends with this; alone: .lab/venv/bin/python bench/output.py, JDK 25 on the PATH]

Ends with status 1 if ours loses a line or its order, takes more than 0.2 of JJava's time, or if the mark costs more than
0.1 of starting a thread.
"""

import argparse
import queue
import re
import statistics
import sys
import time

from kernel import LAB, SPECS, Kernel

LINES = """try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
    for (int t = 0; t < 100; t++) { int task = t; executor.submit(() -> { for (int i = 0; i < 1000; i++) System.out.println(task + ":" + i); }); }
}"""
TIME, MARK = 0.2, 1.1  # at most
# In the same cell, in turn: threads started by a thread of the cell, and by one that has no context class loader of it.
THREADS = """long start(ClassLoader loader) throws Exception {
    var took = new long[1];
    var starter = Thread.ofPlatform().unstarted(() -> {
        var all = new CountDownLatch(300_000);
        long begin = System.nanoTime();
        for (int i = 0; i < 300_000; i++) Thread.startVirtualThread(all::countDown);
        try { all.await(); } catch (InterruptedException e) { throw new RuntimeException(e); }
        took[0] = System.nanoTime() - begin;
    });
    if (loader != null) starter.setContextClassLoader(loader);
    starter.start(); starter.join();
    return took[0];
}"""
PAIR = 'for (int i = 0; i < %d; i++) System.out.println(start(null) + " " + start(ClassLoader.getSystemClassLoader()));'
PARKED = "for (int i = 0; i < 100_000; i++) Thread.startVirtualThread(() -> { try { Thread.sleep(600_000); } catch (InterruptedException e) { } });"


def printed(kernel: Kernel, code: str) -> tuple[float, str]:
    """The time until the cell is idle, and what arrived of its output. JJava's own kernel may lose the word that it is idle
    too: then the time until its last message."""
    client, texts = kernel.client, []
    begin = last = time.perf_counter()
    asked = client.execute(code)
    replied = False
    while not replied or time.perf_counter() - last < 2:
        assert time.perf_counter() - begin < 120, f"no answer within 120 s: {code}"
        try:
            message = client.get_iopub_msg(timeout=0.02)
        except queue.Empty:
            replied = replied or client.shell_channel.msg_ready() and client.get_shell_msg()["parent_header"].get("msg_id") == asked
            continue
        if message["parent_header"].get("msg_id") != asked:
            continue
        last = time.perf_counter()
        if message["msg_type"] == "stream":
            texts.append(message["content"]["text"])
        elif message["msg_type"] == "error":
            raise RuntimeError(f"a cell failed: {code}: {message['content']['evalue']}")
        elif message["content"].get("execution_state") == "idle":
            break
    if not replied:
        while client.get_shell_msg(timeout=60)["parent_header"].get("msg_id") != asked:
            pass
    return last - begin, "".join(texts)


def is_complete(text: str) -> bool:
    """Whether each task's lines are all there, whole and in order."""
    following = [0] * 100
    for line in text.splitlines():
        found = re.fullmatch(r"(\d+):(\d+)", line)
        if not found or int(found[2]) != following[int(found[1])]:
            return False
        following[int(found[1])] += 1
    return following == [1000] * 100


def lines(runs: int, log) -> bool:
    kernels = {name: Kernel(*SPECS[name], log) for name in ("JJava", "ours")}
    seconds = {name: [] for name in kernels}
    good = True
    try:
        for run in range(runs + 1):
            for name, kernel in kernels.items():
                took, text = printed(kernel, LINES)
                complete = is_complete(text)
                print(f"  {name:6} {took:6.2f} s  {text.count(chr(10)):7,} lines{'' if complete else ', not complete or not in order'}", flush=True)
                if run:  # the first one warms up
                    seconds[name].append(took)
                if name == "ours":
                    good &= complete
    finally:
        for kernel in kernels.values():
            kernel.end()
    ratio = statistics.median(seconds["ours"]) / statistics.median(seconds["JJava"])
    print(f"100,000 lines of 100 tasks: {ratio:.3f} of JJava's time (at most {TIME})")
    return good and ratio <= TIME


def threads(runs: int, log) -> bool:
    kernel = Kernel(*SPECS["ours"], log)
    try:
        printed(kernel, THREADS)
        printed(kernel, PAIR % 5)  # warms up
        _, text = printed(kernel, PAIR % (runs * 4))
    finally:
        kernel.end()
    marked, bare = zip(*((int(a), int(b)) for a, b in (line.split() for line in text.splitlines())))
    ratio = statistics.median(marked) / statistics.median(bare)
    print(f"300,000 virtual threads: {statistics.median(marked) / 1e6:.0f} ms in a cell, {statistics.median(bare) / 1e6:.0f} ms "
          f"without its mark: {ratio:.2f} (at most {MARK})")
    return ratio <= MARK


def parked(log) -> None:
    kernel = Kernel(*SPECS["ours"], log)
    try:
        kernel.run(PARKED.replace("100_000", "1"))
        begun, asked = (printed(kernel, code)[0] for code in (PARKED, "%tasks"))
        print(f"100,000 parked tasks: cell {begun:.2f} s, %tasks {asked:.2f} s, a cell beside them {printed(kernel, '1 + 1')[0]:.3f} s, "
              f"%stop {printed(kernel, '%stop')[0]:.2f} s")
    finally:
        kernel.end()


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("--runs", type=int, default=7)
    runs = arguments.parse_args().runs
    with open(LAB / "log/bench-output.log", "wb") as log:
        good = lines(runs, log) & threads(runs, log)
        parked(log)
    print("Within the limits." if good else "NOT within the limits.")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
