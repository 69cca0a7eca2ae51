"""A JupyterLab of the course for the browser tests, on copies of the lessons, so that no save touches the committed ones."""

import json
import os
import secrets
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import nbformat
import psutil
from nbformat.v4 import new_code_cell, new_notebook

from lesson import written
from paths import LAB, NOTEBOOKS, ROOT, jdk_home

PATIENCE = 90  # seconds until the server answers; a loaded machine is slow


def notebook_of(sources: dict[str, str]) -> str:
    """A notebook of a test's own: code cells by their ids."""
    spec = {"display_name": "Java", "language": "java", "name": "java"}
    cells = [new_code_cell(source, id=name) for name, source in sources.items()]
    return written(new_notebook(cells=cells, metadata=nbformat.from_dict({"kernelspec": spec})))


class LabServer:
    """Configured as the course's environment says, with no setting of this user; ends with all its kernels."""

    def __init__(self, scratch: Path, extra_notebooks: dict[str, str], log_name: str = "browser-test.log"):
        self.root = scratch / "notebooks"
        self.root.mkdir()
        for lesson in NOTEBOOKS.glob("*.ipynb"):
            (self.root / lesson.name).write_text(lesson.read_text(encoding="utf-8"), encoding="utf-8")
        for name, text in extra_notebooks.items():
            (self.root / name).write_text(text, encoding="utf-8")
        with socket.socket() as s:
            s.bind(("127.0.0.1", 0))
            self.port = s.getsockname()[1]
        self.token = secrets.token_hex(8)
        self.log = LAB / "log" / log_name
        self.log.parent.mkdir(parents=True, exist_ok=True)
        home = jdk_home()
        env = dict(os.environ, JAVA_HOME=str(home), JUPYTER_TOKEN=self.token, PYTHONUNBUFFERED="1",
                   PATH=os.pathsep.join([str(home / "bin"), os.environ["PATH"]]))
        env.pop("JUPYTER_PATH", None)
        for name in ("CONFIG_DIR", "DATA_DIR", "RUNTIME_DIR"):
            env[f"JUPYTER_{name}"] = str(scratch / name.lower())
        env["ASYNCLAB_HOME"] = str(scratch / "home")  # what checks keep of a learner's progress
        for name in ("WORKSPACES", "SETTINGS"):
            env[f"JUPYTERLAB_{name}_DIR"] = str(scratch / name.lower())
        command = [sys.executable, str(ROOT / "launcher/jupyter/start.py"), "--no-browser", "--ServerApp.ip=127.0.0.1",
                   f"--ServerApp.port={self.port}", "--ServerApp.port_retries=0", f"--ServerApp.root_dir={self.root}"]
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            command.append("--allow-root")
        with self.log.open("w") as log:
            self._process = subprocess.Popen(command, env=env, stdout=log, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL)

    def __enter__(self) -> "LabServer":
        try:
            return self.wait()
        except BaseException:
            self.close()
            raise

    def __exit__(self, *_) -> None:
        self.close()

    def wait(self) -> "LabServer":
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and self._process.poll() is None:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/api/status?token={self.token}", timeout=5):
                    return self
            except OSError:
                time.sleep(0.1)
        said = self.log.read_text()[-2000:]
        raise AssertionError(f"JupyterLab did not answer within {PATIENCE} s; {self.log} ends with:\n{said}")

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}/{path}?token={self.token}"

    def page(self, path: str) -> str:
        with urllib.request.urlopen(self.url(path), timeout=60) as answer:
            return answer.read().decode()

    def start_kernel(self) -> str:
        """The id of a kernel, made with a session as a notebook makes it."""
        name = f"{secrets.token_hex(4)}.ipynb"
        session = {"path": name, "name": name, "type": "notebook", "kernel": {"name": "java"}}
        return json.loads(self._api("POST", "sessions", json.dumps(session).encode()))["kernel"]["id"]

    def end_kernels(self) -> None:
        """So that the next page begins with a fresh one."""
        for session in json.loads(self._api("GET", "sessions")):
            self._api("DELETE", f"sessions/{session['id']}")

    def _api(self, method: str, path: str, body: bytes | None = None) -> bytes:
        request = urllib.request.Request(self.url(f"api/{path}"), body, method=method)
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.read()

    def close(self) -> None:
        if self._process.poll() is not None:
            return
        family = psutil.Process(self._process.pid).children(recursive=True)
        self._process.terminate()
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            self._process.kill()
        for process in family:
            try:
                process.kill()
            except psutil.NoSuchProcess:
                pass
