"""Programs that run notebooks on the kernel, and how it ends."""

import os
import subprocess
import sys

import nbformat
import psutil
import pytest
from kernel_client import LIMIT, Kernel
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook
from pace import within

END = 2  # seconds in which a kernel ends when it is asked to

STUBBORN = """
Runtime.getRuntime().addShutdownHook(new Thread(() -> { while (true) Thread.onSpinWait(); }));
for (int i = 0; i < 3; i++) new Thread(() -> { while (true) try { Thread.sleep(1000); } catch (InterruptedException e) {} }).start();
"""


@pytest.fixture
def kernel():
    kernel = Kernel()
    yield kernel
    kernel.end()


@pytest.mark.promise
@pytest.mark.parametrize("before", ["1 + 1", STUBBORN], ids=["quiet", "stubborn threads and hooks"])
@pytest.mark.parametrize("running", [False, True], ids=["idle", "while a cell runs"])
def test_it_ends_when_it_is_asked_to(kernel, before, running):
    kernel.run(before)
    if running:
        kernel.await_text(kernel.client.execute('System.out.println("go"); while (true) Thread.onSpinWait();'), "go\n")
    process = psutil.Process(kernel.manager.provisioner.process.pid)
    with within(END):
        kernel.client.shutdown()
        kernel.manager.provisioner.process.wait(LIMIT)
    assert not process.is_running()


def test_the_way_vs_code_asks(kernel):
    """Its extension starts kernels itself and talks ZeroMQ: silent cells beside the visible ones, a cell's id in the metadata."""
    info, _ = kernel.replies([kernel.send("kernel_info_request", {})])[0]
    assert info["status"] == "ok" and info["language_info"]["file_extension"]
    assert kernel.replies([kernel.send("comm_info_request", {"target_name": "jupyter.widget"})])[0][0] == {"status": "ok", "comms": {}}
    request = {"code": "1 + 1", "silent": True, "store_history": False, "user_expressions": {}, "allow_stdin": False, "stop_on_error": False}
    assert kernel.replies([kernel.send("execute_request", request)])[0] == ({"status": "ok", "execution_count": 1, "user_expressions": {}, "payload": []}, [])
    message = kernel.client.session.msg("execute_request", request | {"code": "40 + 2", "silent": False, "store_history": True}, metadata={"cellId": "vscode-notebook-cell:1"})
    kernel.client.shell_channel.send(message)
    [(reply, published)] = kernel.replies([message["header"]["msg_id"]])
    assert reply["execution_count"] == 1 and published[-1]["content"]["data"] == {"text/plain": "42"}
    for kind, content in {"complete_request": {"code": "Str", "cursor_pos": 3}, "inspect_request": {"code": "String", "cursor_pos": 6, "detail_level": 0}}.items():
        assert kernel.replies([kernel.send(kind, content)])[0][0]["status"] == "ok"
    long = kernel.client.execute(f'System.out.println("go"); Thread.sleep({10 * LIMIT}_000);')
    kernel.await_text(long, "go\n")
    [(reply, _)] = kernel.replies([kernel.send("interrupt_request", {}, "control")], control=True)
    assert reply["status"] == "ok"
    assert kernel.replies([long])[0][0]["status"] == "error"


def test_nbclient_stops_at_the_failed_cell(tmp_path):
    notebook = new_notebook(cells=[new_code_cell(code) for code in ["1 + 1", "throw new RuntimeException();", "2 + 2"]])
    client = NotebookClient(notebook, kernel_name="java", timeout=LIMIT, allow_errors=True)
    client.execute()
    assert [cell.execution_count for cell in notebook.cells] == [1, 2, 3]
    assert [[output.output_type for output in cell.outputs] for cell in notebook.cells] == [["execute_result"], ["error"], ["execute_result"]]


def test_papermill(tmp_path):
    notebook = new_notebook(cells=[new_code_cell("var x = 6;"), new_code_cell("x * 7")], metadata={"kernelspec": {"name": "java", "language": "java", "display_name": "Java"}})
    nbformat.write(notebook, tmp_path / "in.ipynb")
    subprocess.run([sys.executable, "-m", "papermill", "in.ipynb", "out.ipynb"], cwd=tmp_path, check=True, capture_output=True, timeout=LIMIT)
    done = nbformat.read(tmp_path / "out.ipynb", 4)
    assert done.cells[-1].outputs[0]["data"]["text/plain"] == "42"


def test_jupyter_console(tmp_path):
    words = [sys.executable, "-m", "jupyter_console", "--kernel", "java", "--simple-prompt"]
    code = "int x = 6;\nx * 7\nexit\n"
    done = subprocess.run(words, input=code, cwd=tmp_path, capture_output=True, text=True, timeout=LIMIT, env=os.environ | {"JUPYTER_CONFIG_DIR": str(tmp_path)})
    assert "42" in done.stdout, done.stdout + done.stderr
