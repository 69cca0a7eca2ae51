"""Runs cells on a kernel and sorts what comes back by the cell that it belongs to, also what comes late."""

import os
import queue
import time
from pathlib import Path

from jupyter_client.manager import KernelManager
from kernels import LIMIT, Started
from paths import jdk_home

PAUSE = "void pause(int ms) { try { Thread.sleep(ms); } catch (InterruptedException e) { Thread.currentThread().interrupt(); } }"


class Cells(Started):
    """One kernel of the installed kernelspec, as JupyterLab uses it: it names each cell, and a person could answer a prompt.

    It begins with `first`, cells that declare what the others use. With a jar, that one takes the place of the kernel's own.
    """

    def __init__(self, *first: str, jar: Path | None = None, **env: str):
        home = jdk_home()
        path = os.pathsep.join([str(home / "bin"), os.environ["PATH"]])
        manager = KernelManager(kernel_name="java")
        if jar:
            spec = manager.kernel_spec
            spec.argv = [str(jar) if word.endswith("asynclab-kernel.jar") else word for word in spec.argv]
        super().__init__(manager, env=os.environ | {"JAVA_HOME": str(home), "PATH": path} | env)
        self.messages: dict[str, list[tuple[str, dict]]] = {}  # by the request that they answer
        self.idle: set[str] = set()
        for code in first:
            self.run(code)

    def send(self, code: str, cell: str | None = "", stdin: bool = True, silent: bool = False) -> str:
        """Asks for a cell to be run; `cell` is its id in the notebook, None for a client that has no notebook."""
        content = {"code": code, "silent": silent, "store_history": not silent, "user_expressions": {},
                   "allow_stdin": stdin, "stop_on_error": True}
        message = self.client.session.msg("execute_request", content)
        if cell is not None:
            message["metadata"] = {"cellId": cell or message["header"]["msg_id"]}
        self.client.shell_channel.send(message)
        return message["header"]["msg_id"]

    def run(self, code: str, **how) -> str:
        """Runs a cell until it is idle, and returns the id of the request."""
        asked = self.send(code, **how)
        self.until(lambda: asked in self.idle)
        return asked

    def until(self, condition, limit: float = LIMIT) -> None:
        """Receives until something is true."""
        end = time.monotonic() + limit
        while not condition():
            assert time.monotonic() < end, f"not within {limit} s: {self.messages}"[:3000]
            self.receive(0.05)

    def receive(self, seconds: float) -> None:
        try:
            message = self.client.get_iopub_msg(timeout=seconds)
        except queue.Empty:
            return
        kind, content, parent = message["msg_type"], message["content"], message["parent_header"].get("msg_id", "")
        if kind == "status":
            if content["execution_state"] == "idle":
                self.idle.add(parent)
        elif kind != "execute_input":
            self.messages.setdefault(parent, []).append((kind, content))

    def listen(self, seconds: float) -> None:
        """Receives for this long."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            self.receive(min(left, 0.05))

    def text(self, asked: str, name: str = "stdout") -> str:
        """What was printed under a cell so far."""
        return "".join(c["text"] for kind, c in self.messages.get(asked, []) if kind == "stream" and c["name"] == name)

    def shown(self, asked: str) -> list[str]:
        """What was displayed under a cell so far, as text."""
        return [c["data"]["text/plain"] for kind, c in self.messages.get(asked, []) if kind.endswith("display_data")]

    def error(self, asked: str) -> str:
        return "\n".join(line for kind, c in self.messages.get(asked, []) if kind == "error" for line in c["traceback"])
