"""Runs of the lessons' notebooks, in the background."""

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest
from paths import LAB

MODES = {  # the longest first, so that none runs alone at the end
    "twice": ["--twice"],  # each cell two times in a row: learners do that
    "stock": ["--stock"],  # JJava as it comes, with the library on its class path
    "once": [],
}
STOCK = LAB / "stock" / "kernels" / "java" / "kernel.json"
RUN_LIMIT = 540  # seconds


def executed(path: Path, mode: str) -> Path:
    return LAB / "executed" / (path.name if mode == "once" else f"{mode}/{path.name}")


@pytest.fixture(scope="session")
def jobs(request, runs):
    """Starts the runs that the chosen tests need, as many at a time as there are cores, as lessons mostly wait."""
    params = [getattr(getattr(item, "callspec", None), "params", {}) for item in request.session.items]
    wanted = {p["job"]: None for p in params if "job" in p and (p["job"][1] != "stock" or STOCK.is_file())}
    started: list[subprocess.Popen] = []
    environment = dict(os.environ)  # a copy: pytest changes its own before each test, while a run may be starting from it
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        done = {job: pool.submit(run, started, runs, *job, environment=environment) for job in wanted}
        yield done
        pool.shutdown(wait=False, cancel_futures=True)
        for process in started:
            _end(process)


def run(started: list[subprocess.Popen], runs: list, path: Path, mode: str, out: Path | None = None, environment: dict | None = None) -> dict:
    out = out or executed(path, mode)
    command = [sys.executable, str(Path(__file__).with_name("run_notebook.py")), str(path), "--out", str(out), *MODES[mode]]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    started.append(process)
    try:
        stdout, stderr = process.communicate(timeout=RUN_LIMIT)
        report = json.loads(stdout)
    except subprocess.TimeoutExpired:
        _end(process)
        return {"problems": [f"not done after {RUN_LIMIT} s"], "seconds": RUN_LIMIT, "pace": 1}
    except ValueError:
        return {"problems": [f"the run broke off: {stderr[-3000:]}"], "seconds": 0, "pace": 1}
    report |= {"notebook": path.stem, "mode": mode}
    runs.append(report)
    return report


def _end(process: subprocess.Popen) -> None:
    """Ends a run and the kernel it started, which has a session of its own."""
    if process.poll() is None:
        family = psutil.Process(process.pid)
        for one in [*family.children(recursive=True), family]:
            try:
                one.kill()
            except psutil.NoSuchProcess:
                pass
        process.communicate()
