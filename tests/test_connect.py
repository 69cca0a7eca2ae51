"""A fresh kernel and JupyterLab find each other, also while every processor is busy: asked as JupyterLab asks, without a browser.

ASYNCLAB_CONNECTS=100 makes it a hundred starts.
"""

import json
import os
import re
import statistics
import subprocess
import sys
import time
import uuid
from contextlib import contextmanager

import pytest
import websocket
from jupyter_server.services.kernels.connection.base import deserialize_msg_from_ws_v1, serialize_msg_to_ws_v1

from lab_server import LabServer

STARTS = int(os.environ.get("ASYNCLAB_CONNECTS", "4"))
LIMIT = 20  # seconds from the open connection to a kernel that is known to be idle
START_LIMIT = 90  # seconds until the connection is open; most of it is the kernel's start
PROTOCOL = "v1.kernel.websocket.jupyter.org"
HISTORY = {"output": False, "raw": True, "hist_access_type": "tail", "n": 500}  # as a notebook asks when it has a kernel


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with LabServer(tmp_path_factory.mktemp("connect"), {}, "connect-test.log") as server:
        yield server


@contextmanager
def every_processor_busy():
    burners = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(os.cpu_count() or 1)]
    try:
        yield
    finally:
        for burner in burners:
            burner.kill()
            burner.wait()


class Front:
    """What JupyterLab knows of a kernel: it leaves out the status around requests its page calls untracked."""

    def __init__(self, server: LabServer, kernel: str, untracked: list[str]):
        self.status, self.heard, self.untracked, self.session = "unknown", [], untracked, uuid.uuid4().hex
        url = server.url(f"api/kernels/{kernel}/channels").replace("http:", "ws:") + f"&session_id={self.session}"
        self.socket = websocket.create_connection(url, timeout=START_LIMIT, subprotocols=[PROTOCOL])
        self.end = time.monotonic() + LIMIT

    def ask(self, kind: str, content: dict) -> list[str]:
        """The kinds of the answers, up to the reply and the idle that end a request."""
        header = {"msg_id": uuid.uuid4().hex, "msg_type": kind, "session": self.session, "username": "",
                  "date": "2026-01-01T00:00:00.000Z", "version": "5.2"}
        request = {"header": header, "parent_header": {}, "metadata": {}, "content": content}
        self.socket.send_binary(serialize_msg_to_ws_v1(request, "shell", lambda part: json.dumps(part).encode()))
        answers = []
        while not {"idle", kind.replace("request", "reply")} <= set(answers):
            self.socket.settimeout(max(0.01, self.end - time.monotonic()))
            try:
                _, (head, parent, _, body, *_) = deserialize_msg_from_ws_v1(self.socket.recv())
            except websocket.WebSocketTimeoutException:
                raise AssertionError(f"{kind} not answered within {LIMIT} s of the connection: {self.heard}") from None
            kind_heard, parent, body = json.loads(head)["msg_type"], json.loads(parent), json.loads(body)
            state = body.get("execution_state")
            self.heard.append(f"{state or kind_heard} for {parent.get('msg_type')}")
            if state and parent.get("msg_type") not in self.untracked:
                self.status = state
            if parent.get("msg_id") == header["msg_id"]:
                answers.append(state or kind_heard)
        return answers


def _start(server: LabServer, untracked: list[str]) -> float:
    """Seconds from the open connection to a status that JupyterLab shows, of a kernel that then runs a cell."""
    kernel = server.start_kernel()
    try:
        front = Front(server, kernel, untracked)
        begun = time.monotonic()
        front.ask("kernel_info_request", {})
        front.ask("history_request", HISTORY)
        assert front.status == "idle", f"JupyterLab shows {front.status}; it heard {front.heard}"
        took = time.monotonic() - begun
        assert "execute_result" in front.ask("execute_request", {"code": "1 + 41"})
        front.socket.close()
        return took
    finally:
        server.end_kernels()


@pytest.mark.timeout(60 + STARTS * (LIMIT + START_LIMIT))
def test_a_fresh_kernel_is_known_to_be_idle(server):
    page = json.loads(re.search(r'id="jupyter-config-data"[^>]*>(.*?)</script>', server.page("lab"), re.S)[1])
    took, failed = [], []
    with every_processor_busy():
        for number in range(STARTS):
            try:
                took.append(_start(server, page["untracked_message_types"]))
            except AssertionError as fault:
                failed.append(f"start {number + 1}: {fault}")
    assert not failed, f"{len(failed)} of {STARTS} starts:\n" + "\n".join(failed)
    print(f"{STARTS} starts: idle {statistics.median(took):.1f} s after the connection, at most {max(took):.1f} s")
