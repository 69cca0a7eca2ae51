"""The course's Java kernel, started as Jupyter starts it: what it can do, how it is set, how it ends."""

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import KernelManager
from kernels import LIMIT, Started
from paths import LAB, jdk_home

SPEC = Path(sys.prefix, "share/jupyter/kernels/java/kernel.json")
CACHE = LAB / "kernel/kernel.aot"

pytestmark = pytest.mark.skipif(not SPEC.is_file(), reason="no kernel is installed: run `java Lab.java build`")


class Kernel(Started):
    """A kernel of the installed kernelspec, perhaps with another argv or environment; its own output goes to a file."""

    def __init__(self, log: Path, argv=None, **env):
        spec = json.loads(SPEC.read_text(encoding="utf-8"))
        manager = KernelManager()
        manager._kernel_spec = KernelSpec(argv=argv or spec["argv"], env=spec["env"] | env, language="java",
                                          display_name=spec["display_name"], interrupt_mode=spec["interrupt_mode"])
        self.log = log
        with open(log, "wb") as out:
            super().__init__(manager, stdout=out, stderr=out)
        self.pid = self.manager.provisioner.process.pid

    def run(self, code: str) -> dict[str, str]:
        """The cell's outputs: result, stdout, stderr and error, as text."""
        outputs = {}

        def take(message):
            kind, content = message["msg_type"], message["content"]
            if kind == "stream":
                outputs[content["name"]] = outputs.get(content["name"], "") + content["text"]
            elif kind == "execute_result":
                outputs["result"] = content["data"]["text/plain"]
            elif kind == "error":
                outputs["error"] = content["evalue"]

        self.client.execute_interactive(code, timeout=LIMIT, allow_stdin=False, output_hook=take)
        return outputs

    def said(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")


@pytest.fixture
def start(tmp_path):
    """Starts kernels that end with the test."""
    started = []

    def start(**options):
        started.append(Kernel(tmp_path / f"kernel-{len(started)}.log", **options))
        return started[-1]

    yield start
    for kernel in started:
        kernel.end()


@pytest.fixture
def kernel(shared, tmp_path):
    """One kernel for the tests that leave it as it was."""
    return shared(lambda: Kernel(tmp_path / "kernel.log"))


def wait_until(condition, seconds: float = 20) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.05)
    return False


def gone(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def with_cache(path: Path) -> list[str]:
    argv = json.loads(SPEC.read_text(encoding="utf-8"))["argv"]
    changed = [word.replace(str(CACHE), str(path)) for word in argv]
    assert changed != argv
    return changed


def test_it_is_one_jvm_without_a_launcher_and_without_a_shell(kernel):
    process = psutil.Process(kernel.pid)
    assert Path(process.exe()).stem == "java"
    assert process.children(recursive=True) == []


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux tells what a process has mapped")
def test_it_uses_the_cache(kernel):
    assert CACHE.is_file(), "the training failed: " + (LAB / "kernel/kernel.aot.txt").read_text()
    assert str(CACHE) in Path(f"/proc/{kernel.pid}/maps").read_text()


def test_every_cell_of_the_training_did_what_it_should():
    log = (LAB / "log/kernel-cache.log").read_text(encoding="utf-8")
    assert [line for line in log.splitlines() if line.startswith("cell ") and "fail" in line] == []


def test_preview_features_work_in_cells(kernel):
    assert kernel.run("""
        try (var scope = StructuredTaskScope.open()) {
            var answer = scope.fork(() -> 42);
            scope.join();
            System.out.print(answer.get());
        }""") == {"stdout": "42"}
    assert kernel.run("""
        ScopedValue<String> USER = ScopedValue.newInstance();
        ScopedValue.where(USER, "Ada").call(() -> USER.get())""") == {"result": "Ada"}


def test_the_library_can_be_imported(kernel):
    assert kernel.run("""
        import asynclab.*;
        try (var scope = TaskScope.open()) {
            var task = scope.fork("one", () -> 1);
            scope.join();
            System.out.print(task.get());
        }""") == {"stdout": "1"}
    assert kernel.run("tech.tablesaw.api.Table.create(\"pages\").rowCount()") == {"result": "0"}


def test_a_cell_ends_when_it_is_interrupted(kernel):
    sent = kernel.client.execute('System.out.println("go"); Thread.sleep(600_000);')
    while kernel.client.get_iopub_msg(timeout=LIMIT)["content"].get("text") != "go\n":
        pass
    kernel.manager.interrupt_kernel()
    while (reply := kernel.client.get_shell_msg(timeout=LIMIT))["parent_header"].get("msg_id") != sent:
        pass
    assert reply["content"]["status"] == "error"
    while kernel.client.get_iopub_msg(timeout=LIMIT)["content"].get("execution_state") != "idle":
        pass
    assert kernel.run("1 + 1") == {"result": "2"}


def test_what_the_process_itself_prints_is_nothing(kernel):
    kernel.run('System.out.println("to the cell"); System.err.println("to the cell");')
    assert kernel.said() == ""


def test_options_of_the_environment_win(start):
    kernel = start(ASYNCLAB_JVM_OPTS="-Xmx700m  -XX:+UseParallelGC -Dlearner=1*")
    assert 600 < int(kernel.run("(int) (Runtime.getRuntime().maxMemory() >> 20)")["result"]) <= 700
    assert "PS " in kernel.run("java.lang.management.ManagementFactory.getGarbageCollectorMXBeans().getFirst().getName()")["result"]
    assert kernel.run('System.getProperty("learner")') == {"result": "1*"}
    assert kernel.said() == ""


def test_options_of_the_environment_keep_what_they_do_not_mention(start):
    kernel = start(ASYNCLAB_JVM_OPTS="-Dlearner=1")
    assert kernel.run("java.lang.management.ManagementFactory.getGarbageCollectorMXBeans().getFirst().getName()") == {"result": "Copy"}


@pytest.mark.parametrize("damage", ["missing", "empty", "cut off", "other bytes", "changed inside"])
def test_a_damaged_cache_costs_time_and_nothing_else(start, tmp_path, damage):
    cache = tmp_path / "kernel.aot"
    if damage != "missing":
        shutil.copy2(CACHE, cache)
        with open(cache, "r+b") as file:
            if damage == "empty":
                file.truncate(0)
            elif damage == "cut off":
                file.truncate(CACHE.stat().st_size // 2)
            else:
                file.seek(0 if damage == "other bytes" else CACHE.stat().st_size // 5)
                file.write(os.urandom(CACHE.stat().st_size // 5))
    kernel = start(argv=with_cache(cache))
    assert kernel.run("1 + 1") == {"result": "2"}
    assert kernel.said() == ""


def test_a_project_that_has_moved_starts_from_a_path_with_any_characters(start, tmp_path):
    moved = tmp_path / """it's $HOME "here" & `there`"""
    moved.symlink_to(LAB)
    argv = [word.replace(str(LAB), str(moved)) for word in json.loads(SPEC.read_text(encoding="utf-8"))["argv"]]
    kernel = start(argv=argv)
    assert kernel.run("import asynclab.*; TaskScope.class.getSimpleName()") == {"result": "TaskScope"}
    assert kernel.said() == ""


def test_nothing_is_left_after_a_shutdown(start):
    kernel = start()
    kernel.manager.shutdown_kernel()
    assert wait_until(lambda: gone(kernel.pid))


@pytest.mark.parametrize("tied", [pytest.param("true", marks=pytest.mark.skipif(not shutil.which("setpriv"), reason="this system has no setpriv (util-linux)")), "false"])
def test_it_ends_with_a_jupyter_that_is_killed(tmp_path, tied):
    """At once where setpriv is, within seconds elsewhere."""
    server = subprocess.Popen([sys.executable, "-c", """
import sys, time
from jupyter_client.manager import KernelManager
manager = KernelManager(kernel_name="java")
manager.kernel_spec.argv = [word.replace("--pdeathsig TERM true", "--pdeathsig TERM " + sys.argv[1]) for word in manager.kernel_spec.argv]
manager.start_kernel()
client = manager.client()
client.start_channels()
client.wait_for_ready(timeout=60)
print(manager.provisioner.process.pid, flush=True)
time.sleep(600)
""", tied], stdout=subprocess.PIPE, text=True, cwd=tmp_path)
    try:
        pid = int(server.stdout.readline())
        assert not gone(pid)
    finally:
        server.kill()
        server.wait()
    assert wait_until(lambda: gone(pid))


def test_the_kernel_as_the_package_ships_it_is_kept_beside():
    spec = json.loads((LAB / "stock/kernels/java/kernel.json").read_text(encoding="utf-8"))
    assert [Path(word).name for word in spec["argv"]] == ["java", "-jar", "jjava-launcher.jar", "jjava.jar", "{connection_file}"]
    assert all(Path(word).is_file() for word in spec["argv"] if word.endswith(".jar"))


def test_the_library_has_every_class_that_tablesaw_needs():
    """asynclab.jar brings only a part of fastutil: all that Tablesaw can ever ask for must be in it."""
    jars = sorted((LAB / "lib").glob("*.jar"))
    for jar in [LAB / "lib/asynclab.jar", *(LAB / "lib").glob("tablesaw-core-*.jar")]:
        command = [str(jdk_home() / "bin/jdeps"), "--multi-release", "25", "--missing-deps", "-cp", os.pathsep.join(map(str, jars)), str(jar)]
        told = subprocess.run(command, capture_output=True, text=True, timeout=120)
        assert not told.returncode, told.stderr
        missing = [line for line in told.stdout.splitlines() if "it.unimi" in line]
        assert not missing, missing[:5]
