"""Runs the cells of a training notebook on a kernel that writes its AOT cache when it ends.

    python train.py CELLS WORD...      the words start the kernel; one of them is {connection_file}

Ends with status 0 if the kernel ended well. Cells that fail are reported and do no harm: the cache only knows less.
"""

import queue
import sys
import time
from pathlib import Path

from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import KernelManager

PATIENCE = 120  # seconds for everything; on two busy cores it takes 10
CELL = 20


def cells(text: str) -> list[tuple[str, bool]]:
    """The cells and whether each is to fail."""
    found = []
    for part in text.split("\n// %%")[1:]:
        mark, _, code = part.partition("\n")
        found.append((code.strip(), mark.strip() == "fails"))
    return found


def main() -> int:
    notebook, *words = sys.argv[1:]
    end = time.monotonic() + PATIENCE
    manager = KernelManager()
    manager._kernel_spec = KernelSpec(argv=words, language="java", display_name="training", interrupt_mode="message")
    manager.start_kernel()
    process = manager.provisioner.process
    client = manager.client()
    try:
        client.start_channels()
        client.wait_for_ready(timeout=60)
        run(client, cells(Path(notebook).read_text(encoding="utf-8")), end)
        print("The kernel writes its cache", flush=True)
        client.shutdown()
        return process.wait(max(1, end - time.monotonic()))
    except Exception as e:  # whatever it is, the launcher goes on without a cache
        print(f"The training was given up: {type(e).__name__}: {e}", flush=True)
        return 1
    finally:
        client.stop_channels()
        if process.poll() is None:
            manager.shutdown_kernel(now=True)


def run(client, notebook: list[tuple[str, bool]], end: float) -> None:
    for number, (code, fails) in enumerate(notebook, 1):
        if time.monotonic() > end - 30:
            raise TimeoutError("the cells take too long")
        print(f"cell {number} of {len(notebook)}", flush=True)
        errors = []
        try:
            reply = client.execute_interactive(code, timeout=CELL, allow_stdin=False, output_hook=lambda message: errors.append(message["content"]["evalue"]) if message["msg_type"] == "error" else None)
        except (TimeoutError, queue.Empty):
            raise TimeoutError(f"cell {number} takes more than {CELL} s: {code}") from None
        if fails != (reply["content"]["status"] == "error"):
            print(f"cell {number} {'did not fail' if fails else 'failed'}: {code}\n{' '.join(errors)}", flush=True)
    client.complete("numbers.str", 11, reply=True, timeout=CELL)
    client.inspect("numbers.stream()", 12, reply=True, timeout=CELL)


if __name__ == "__main__":
    sys.exit(main())
