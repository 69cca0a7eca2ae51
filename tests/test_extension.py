"""The notebook extension on a real kernel, message by message: what values look like, live views, %%timeline."""

import json
import os
import re
import time
import xml.etree.ElementTree as ElementTree
from base64 import b64decode
from io import BytesIO

import nbformat
import pytest
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import KernelManager
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook
from PIL import Image

from kernels import LIMIT, Started
from paths import LAB, jdk_home

KERNELSPECS = {"ours": None, "stock": LAB / "stock"}


def environment(kernelspec) -> dict[str, str]:
    home = jdk_home()
    env = dict(os.environ, JAVA_HOME=str(home), PATH=os.pathsep.join([str(home / "bin"), os.environ["PATH"]]))
    if kernelspec:
        env["JJAVA_CLASSPATH"] = os.pathsep.join(sorted(map(str, (LAB / "lib").glob("*.jar"))))
    return env


class Kernel(Started):
    """One kernel, and the messages of one cell after the other."""

    def __init__(self, kernelspec):
        manager = KernelManager(kernel_name="java")
        if kernelspec:  # JUPYTER_PATH in the kernel's environment would come too late: it is this process that looks
            manager.kernel_spec_manager = KernelSpecManager(kernel_dirs=[str(kernelspec / "kernels")])
        super().__init__(manager, env=environment(kernelspec))
        self.run("import asynclab.*; import asynclab.internal.*; import tech.tablesaw.api.*;")

    def run(self, code: str, until=lambda messages: True) -> list[tuple[str, dict]]:
        """The messages of a cell, and those after it until there is one that was waited for."""
        asked = self.client.execute(code)
        messages, idle = [], False
        while not (idle and until(messages)):
            message = self.client.get_iopub_msg(timeout=LIMIT)
            kind, content = message["msg_type"], message["content"]
            if message["parent_header"].get("msg_id") != asked:
                continue
            if kind == "status":
                idle = content["execution_state"] == "idle"
            elif kind != "execute_input":
                messages.append((kind, content))
        return messages

    def value(self, code: str) -> dict[str, str]:
        """The forms of a cell's value, which must be all that the cell shows."""
        [(kind, content)] = self.run(code)
        assert kind == "execute_result", content
        return content["data"]


@pytest.fixture(scope="module", params=KERNELSPECS)
def spec(request):
    """A module's fixture, so that all tests run on one kernel before the first on the next."""
    return request.param


@pytest.fixture
def kernel(shared, spec):
    kernelspec = KERNELSPECS[spec]
    if kernelspec and not (kernelspec / "kernels/java/kernel.json").is_file():
        pytest.skip("no stock kernelspec here")
    return shared(lambda: Kernel(kernelspec), spec)


@pytest.mark.parametrize("asked", [{"hist_access_type": kind, "n": 9} for kind in ("tail", "search", "range")])
def test_who_asks_for_earlier_inputs_gets_an_answer(kernel, asked):
    """Without an answer JupyterLab shows a kernel that is ready as unknown, until its first cell."""
    assert kernel.client.history(reply=True, timeout=LIMIT, **asked)["content"]["history"] is not None


# --- values -------------------------------------------------------------------------------------------------------


def test_strings_and_numbers_stay_as_they_are(kernel):
    assert kernel.value('"<b>a</b>"') == {"text/plain": "<b>a</b>"}
    assert kernel.value("6 * 7") == {"text/plain": "42"}


def test_records_maps_arrays_and_durations(kernel):
    pages = kernel.value('record Page(String url, int size) {}\nList.of(new Page("/<1>", 10), new Page("/2", 2000))')
    assert pages["text/plain"] == "[Page[url=/<1>, size=10], Page[url=/2, size=2000]]"
    assert "/&lt;1&gt;" in pages["text/html"] and 'text-align:right">2000' in pages["text/html"]
    assert "<table>" in kernel.value('new TreeMap<>(Map.of("a", 1))')["text/html"]
    assert kernel.value("new int[][] {{1, 2}, {}}") == {"text/plain": "[[1, 2], []]"}
    assert kernel.value("Duration.ofMillis(1520)") == {"text/plain": "1.52 s"}
    assert kernel.value("Optional.of(Duration.ofMillis(1520))") == {"text/plain": "Optional[1.52 s]"}


def test_a_throwable_as_a_value_names_its_cause(kernel):
    shown = kernel.value('new IllegalStateException("outer", new RuntimeException("inner"))')
    assert shown == {"text/plain": "java.lang.IllegalStateException: outer\n  caused by: java.lang.RuntimeException: inner"}


def test_a_long_table_says_how_many_rows_it_leaves_out(kernel):
    made = 'Table.create("crawl", IntColumn.create("n", java.util.stream.IntStream.range(0, 2000)))'
    shown = kernel.value(made)
    for form in ("text/plain", "text/html"):
        assert "… 1,988 more rows · crawl, 2,000 rows × 1 column" in shown[form]
    assert kernel.value(made + ".column(0)")["text/plain"].endswith("integer column, 2,000 values")


def test_an_image_is_a_whole_png(kernel):
    shown = kernel.value("new java.awt.image.BufferedImage(30, 20, java.awt.image.BufferedImage.TYPE_INT_RGB)")
    with Image.open(BytesIO(b64decode(shown["image/png"], validate=True))) as image:
        image.load()
        assert image.size == (30, 20)
    assert shown["text/plain"] == "An image of 30 × 20 pixels"
    assert 'alt="An image of 30 × 20 pixels"' in shown["text/html"]


def test_something_showable_comes_in_all_its_forms(kernel):
    shown = kernel.value('(Showable) () -> Picture.of("four words of text").withSvg("<svg/>").withPng(new byte[] {1})')
    assert {"text/plain", "image/svg+xml", "image/png", "text/html"} == set(shown)


# --- live views ---------------------------------------------------------------------------------------------------


def forms(messages, kind):
    return [content["data"] for k, content in messages if k == kind]


def test_progress_updates_in_place_and_ends_with_the_final_numbers(kernel):
    code = """try (var p = Progress.of("pages", 60)) {
        for (int i = 0; i < 60; i++) { Thread.sleep(10); p.advance(); }
    }"""
    begin = time.monotonic()
    messages = kernel.run(code)
    seconds = time.monotonic() - begin
    kinds = [kind for kind, _ in messages]
    assert kinds[0] == "display_data" and set(kinds[1:]) == {"update_display_data"}
    assert len({content["transient"]["display_id"] for _, content in messages}) == 1
    assert len(messages) <= seconds * 10 + 3
    last = messages[-1][1]["data"]
    assert last["text/plain"].startswith("pages, done, 100 % [########################] · 60 of 60 · ")
    assert 'value="1.0000"' in last["text/html"]
    assert ElementTree.fromstring(last["image/svg+xml"]).findtext("{*}title") == last["text/plain"]


@pytest.mark.parametrize("end", ["throw new RuntimeException();", "Thread.currentThread().interrupt(); Thread.sleep(1);"])
def test_progress_ends_as_a_still_picture_when_the_work_does_not(kernel, end):
    messages = kernel.run(f'try (var p = Progress.of("pages", 4)) {{ p.advance(); {end} }}')
    assert messages[-1][0] == "error"
    assert "stopped at 25 %" in forms(messages, "update_display_data")[-1]["text/plain"]
    assert kernel.value("1 + 1") == {"text/plain": "2"}, "the kernel is alive"


def test_a_live_view_goes_on_under_its_own_cell_after_that_has_ended(kernel):
    def views(messages) -> list[str]:
        """By its words: our kernel also brings its line about tasks left running up to date."""
        return [form["text/plain"] for kind in ("display_data", "update_display_data") for form in forms(messages, kind) if form["text/plain"].startswith("late, ")]

    messages = kernel.run("""var late = Progress.of("late", 10);
        Thread.startVirtualThread(() -> { for (int i = 0; i < 10; i++) { try { Thread.sleep(50); } catch (Exception e) {} late.advance(); } late.close(); });
        """, until=lambda messages: "done" in "".join(views(messages)[-1:]))
    assert views(messages)[-1].startswith("late, done, 100 % ")


def test_pictures_stand_where_they_were_shown_between_what_was_printed(kernel):
    messages = kernel.run("""System.out.println("a"); System.out.print("b");
        Screen.current().show(Picture.of("picture")); System.out.println("c");""")
    shown = [content.get("text") or content["data"]["text/plain"] for _, content in messages]
    assert "".join(shown).replace("\n", "") == "abpicturec"


def test_interrupted_threads_can_show_without_harm(kernel):
    """An interrupt of a thread inside the kernel's socket closes that socket for good."""
    messages = kernel.run("""var threads = new ArrayList<Thread>();
        for (int i = 0; i < 20; i++) threads.add(Thread.ofPlatform().start(() -> {
            for (int k = 0; k < 20; k++) { Thread.currentThread().interrupt(); Screen.current().show(Picture.of("x")); }
        }));
        for (int n = 0; n < 200; n++) { Thread.sleep(1); threads.forEach(Thread::interrupt); }
        for (var t : threads) t.join();""")
    assert len(forms(messages, "display_data")) == 400
    assert kernel.value("1 + 1") == {"text/plain": "2"}


def test_a_saved_notebook_holds_the_last_state(request):
    code = 'try (var p = Progress.of("pages", 3)) { for (int i = 0; i < 3; i++) { Thread.sleep(150); p.advance(); } }'
    notebook = new_notebook(cells=[new_code_cell("import asynclab.*;"), new_code_cell(code)])
    NotebookClient(notebook, timeout=LIMIT, kernel_name="java").execute(env=environment(None))
    [output] = notebook.cells[1].outputs
    assert output.data["text/plain"].startswith("pages, done, 100 %")
    nbformat.validate(notebook)
    json.dumps(notebook)


# --- statements, %%timeline ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", ['display("x");', "new ArrayList<String>().add(\"x\"); // done", "int i = 1; i++;", "%%time\n\"a\".length();"])
def test_a_statement_prints_no_value(kernel, code):
    assert "execute_result" not in [kind for kind, _ in kernel.run(code)]


@pytest.mark.parametrize("code", ["1 + 1", "1 + 1;", "Math.abs(2)", "var x = 2; x;", "%%time\nMath.abs(2)"])
def test_an_expression_prints_its_value(kernel, code):
    assert [{"text/plain": "2"}] == forms(kernel.run(code), "execute_result")


def test_a_magic_that_runs_no_code_keeps_its_value_after_a_statement(kernel):
    kernel.run("Math.abs(2);")
    kernel.run('import org.dflib.jjava.jupyter.kernel.magic.LineMagic;\nkernel().getMagicsRegistry().registerLineMagic("two", (LineMagic<Integer, org.dflib.jjava.kernel.JavaKernel>) (k, args) -> 2);')
    assert kernel.value("%two") == {"text/plain": "2"}


def test_timeline_draws_and_keeps_variables_and_the_value(kernel):
    messages = kernel.run("%%timeline two tasks\nint kept = 41;\nSystem.out.println(\"ran\");\nkept + 1")
    assert [kind for kind, _ in messages] == ["stream", "display_data", "display_data", "execute_result"]
    title, picture = forms(messages, "display_data")
    assert title["text/plain"] == "two tasks"
    assert {"image/svg+xml", "image/png", "text/plain", "text/html"} == set(picture)
    assert messages[-1][1]["data"] == {"text/plain": "42"}
    assert kernel.value("kept") == {"text/plain": "41"}


def test_timeline_draws_also_when_the_code_fails(kernel):
    messages = kernel.run('%%timeline\nint before = 1;\nthrow new IllegalStateException("boom", new RuntimeException("why"));')
    assert [kind for kind, _ in messages] == ["display_data", "error"]
    error = re.sub(r"\x1b\[[0-9;]*m", "", "\n".join(messages[-1][1]["traceback"]))
    assert "IllegalStateException: boom" in error and "RuntimeException: why" in error
    assert "jdk.internal" not in error
    assert kernel.value("before") == {"text/plain": "1"}


def test_timeline_of_code_that_does_not_compile_is_the_compilers_message(kernel):
    [(kind, error)] = kernel.run('%%timeline\nint wrong = "x";')
    assert kind == "error" and "incompatible types" in "\n".join(error["traceback"])


def test_timeline_refuses_options_it_does_not_know(kernel):
    [(kind, error)] = kernel.run("%%timeline --fast\n1")
    assert kind == "error" and "%%timeline has no option --fast" in error["evalue"]


@pytest.mark.parametrize("code", ["%timeline", "%%timeline\n\n"])
def test_timeline_without_code_says_how_to_use_it(kernel, code):
    [(_, content)] = kernel.run(code)
    assert content["data"]["text/plain"].startswith("%%timeline, alone on the first line of a cell, draws")
