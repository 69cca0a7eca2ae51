"""Runs one notebook from top to bottom on a real kernel, without network, and reports what went wrong.

    python tests/run_notebook.py notebooks/01-waiting.ipynb --out .lab/executed/01-waiting.ipynb [--twice] [--stock]

--twice runs every code cell twice in a row; --stock takes JJava's own kernel, with the library on its class path.
Starts itself again in a network namespace of its own where that is allowed. Prints a report as JSON; exit status 1 if
there are problems.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from copy import deepcopy
from datetime import datetime
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellTimeoutError, DeadKernelError

import offline
from lesson import OWN_KERNEL
from pace import Pace
from paths import LAB, jdk_home

CELL_LIMIT = 120  # seconds; a hung cell must not hang the tests


def main() -> int:
    arguments = argparse.ArgumentParser(description="Runs a notebook on the real kernel, without network.")
    arguments.add_argument("notebook", type=Path)
    arguments.add_argument("--out", type=Path, required=True)
    arguments.add_argument("--twice", action="store_true")
    arguments.add_argument("--stock", action="store_true")
    arguments.add_argument("--inside", help=argparse.SUPPRESS)  # how the network is kept away; set by the first start
    options = arguments.parse_args()
    if not options.inside:
        how, prefix = offline.cut()
        return subprocess.run([*prefix, sys.executable, *sys.argv, "--inside", how]).returncode
    answer = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # a stock kernel prints what comes after a cell on its own stdout: it must not get into the report
    cut = options.inside in offline.CUTS
    if cut:
        offline.raise_loopback()
    with tempfile.TemporaryDirectory(prefix="asynclab-") as scratch:
        report = run(options, environment(options.stock, Path(scratch)), cut)
    print(json.dumps({"network": options.inside, **report}, indent=1), file=answer, flush=True)
    return 1 if report["problems"] else 0


def environment(stock: bool, scratch: Path) -> dict[str, str]:
    """The settings of this user do not count, and the JDK of the course comes first."""
    home = jdk_home()
    env = dict(os.environ, JAVA_HOME=str(home), PATH=os.pathsep.join([str(home / "bin"), os.environ["PATH"]]))
    for name in ("CONFIG_DIR", "DATA_DIR", "RUNTIME_DIR"):
        env[f"JUPYTER_{name}"] = str(scratch / name.lower())
    env.pop("JUPYTER_PATH", None)
    env["ASYNCLAB_HOME"] = str(scratch / "home")  # what checks keep of a learner's progress
    env["ASYNCLAB_WAIT_FOR_TASKS"] = "1"  # seconds: a lesson may leave a task running on purpose, for a reader to stop
    if stock:
        env["JUPYTER_PATH"] = str(LAB / "stock")
        env["JJAVA_CLASSPATH"] = os.pathsep.join(sorted(map(str, (LAB / "lib").glob("*.jar"))))
    return env


def run(options: argparse.Namespace, env: dict[str, str], cut: bool) -> dict:
    path, out = options.notebook.resolve(), options.out.resolve()
    os.environ.clear()
    os.environ.update(env)
    notebook = nbformat.read(path, as_version=4)
    if options.stock:
        notebook.cells = [c for c in notebook.cells if OWN_KERNEL not in c.metadata.get("tags", [])]
    if options.twice:
        notebook.cells = [c for cell in notebook.cells for c in copies(cell)]
    client = NotebookClient(notebook, timeout=CELL_LIMIT, kernel_name="java", allow_errors=True,
                            resources={"metadata": {"path": str(path.parent)}})
    watch = offline.Watch(0.5 if cut else 0.05)
    problems = []
    watch.start()
    begin = time.monotonic()
    with Pace(every=0.5) as pace:
        try:
            client.execute()
        except CellTimeoutError:
            problems.append(f"a cell ran longer than {CELL_LIMIT} s: {unfinished(notebook)}")
        except (DeadKernelError, RuntimeError, OSError) as broken:
            problems.append(f"the kernel failed: {broken}")
    seconds = time.monotonic() - begin
    problems += watch.stop()
    if cut and not offline.is_cut():
        problems.append("the network was not cut")
    out.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, out)
    slowest = max((c for c in notebook.cells if c.cell_type == "code"), key=cell_seconds, default=None)
    return {
        "seconds": round(seconds, 2),
        "pace": round(pace.factor, 2),
        "slowest": {"cell": slowest.id, "seconds": round(cell_seconds(slowest), 2)} if slowest else None,
        "problems": problems + [p for cell in notebook.cells for p in faults(cell)],
    }


def copies(cell):
    again = deepcopy(cell)
    again.id = f"{cell.id[:50]}-again"
    return [cell, again] if cell.cell_type == "code" else [cell]


def cell_seconds(cell) -> float:
    """From the kernel's answers `busy` and `idle`, whose times nbclient writes down."""
    times = cell.metadata.get("execution", {})
    begin, end = (times.get(f"iopub.status.{state}") for state in ("busy", "idle"))
    if not begin or not end:
        return 0.0
    return (datetime.fromisoformat(end.replace("Z", "+00:00")) - datetime.fromisoformat(begin.replace("Z", "+00:00"))).total_seconds()


def unfinished(notebook) -> str:
    cells = (c for c in notebook.cells if c.cell_type == "code")
    return next((c.id for c in cells if "iopub.status.idle" not in c.metadata.get("execution", {})), "the last one")


def faults(cell):
    """What a learner would see go wrong in a cell: an error, or anything on stderr."""
    if cell.cell_type != "code":
        return
    for output in cell.outputs:
        if output.output_type == "error":
            yield f"cell {cell.id} failed: {plain(output.ename)}: {plain(output.evalue)}\n{plain(chr(10).join(output.traceback))[:1500]}"
        elif output.output_type == "stream" and output.name == "stderr":
            yield f"cell {cell.id} wrote to stderr: {plain(output.text)[:500]}"
    if cell.source.strip() and cell.get("execution_count") is None:
        yield f"cell {cell.id} was not run"


def plain(text: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


if __name__ == "__main__":
    sys.exit(main())
