"""The committed notebooks keep the rules, and the checker finds every fault it is meant to find."""

import json

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

import notebook_rules
from paths import NOTEBOOKS

LESSONS = sorted(NOTEBOOKS.glob("*.ipynb"))


@pytest.mark.parametrize("path", LESSONS, ids=lambda p: p.stem)
def test_lesson_keeps_the_rules(path):
    if problems := notebook_rules.check(path):
        pytest.fail("\n".join(map(str, problems)), pytrace=False)


def test_there_are_lessons():
    assert LESSONS, f"no notebook in {NOTEBOOKS}"


# --- the checker itself -------------------------------------------------------------------------------------------

TEXTS = {
    "title": "# Waiting\nMost programs wait more than they compute, and you will see it.",
    "goals": "**Goals.** After this lesson you can\n- tell waiting from computing\n- predict a time\n\n40 minutes, needs lesson 00.",
    "words": "## Words of today\n| word | meaning |\n|---|---|\n| task | work with a name |",
    "predict-text": "## Predict\nHow long do three waits take, one after the other?",
    "explain": "## Explain the gap\nThey wait *together*, see [the promise](#Waiting) and [the next lesson](02-threads.ipynb).",
    "recall": "## Recall\n" + "\n".join(f"<details><summary>Question {n}?</summary>\n\nAnswer.\n\n</details>\n" for n in range(5)),
    "when": "## When to use this, and when not\nUse it for waiting.",
    "python": "## What Python calls this\nA task group, `asyncio.TaskGroup`, and its `spawn`.",
    "next": "## Next\n[Threads](02-threads.ipynb)",
}
CODES = {
    "setup": "import asynclab.*;\nvar lab = Lesson01.open();",
    "run": '// one after the other\nSystem.out.println("import nothing; " + lab.uri("/delay/1"));',
    "together": "executor.submit(() -> 1);",
    "check": 'get("http://127.0.0.1:80/");',
    "timeline": "%%timeline\nlab.run();",
}
ORDER = ["title", "goals", "words", "setup", "predict-text", "run", "together", "explain", "check", "timeline", "recall", "when", "python", "next"]


@pytest.fixture
def folder(tmp_path):
    """A folder with the lesson that the good one links to."""
    (tmp_path / "02-threads.ipynb").write_text("{}")
    return tmp_path


def _good():
    notebook = new_notebook()
    notebook.metadata = nbformat.from_dict({
        "kernelspec": {"display_name": "Java", "language": "java", "name": "java"}, "language_info": {"name": "java"}})
    for name in ORDER:
        cell = new_markdown_cell(TEXTS[name]) if name in TEXTS else new_code_cell(CODES[name])
        cell.id = name
        notebook.cells.append(cell)
    return notebook


def _check(notebook, folder, name="01-waiting.ipynb"):
    (folder / name).write_text(notebook_rules.written(notebook))
    return notebook_rules.check(folder / name)


def _cell(notebook, name):
    return next(c for c in notebook.cells if c.id == name)


def test_a_good_lesson_has_no_broken_rule(folder):
    assert not _check(_good(), folder)


def _text(name, source):
    def change(notebook):
        _cell(notebook, name).source = source

    return change


def _add(name, extra):
    def change(notebook):
        _cell(notebook, name).source += extra

    return change


def _set(name, **values):
    def change(notebook):
        _cell(notebook, name).update(nbformat.from_dict(values))

    return change


def _drop(*names):
    def change(notebook):
        notebook.cells = [c for c in notebook.cells if c.id not in names]

    return change


def _kernel(**values):
    def change(notebook):
        notebook.metadata.kernelspec.update(values)

    return change


def _notebook_metadata(notebook):
    notebook.metadata["widgets"] = {}


def _language_version(notebook):
    notebook.metadata.language_info["version"] = "25.0.3"


def _swap(one, other):
    def change(notebook):
        a, b = (notebook.cells.index(_cell(notebook, n)) for n in (one, other))
        notebook.cells[a], notebook.cells[b] = notebook.cells[b], notebook.cells[a]

    return change


def _more_text(notebook):
    notebook.cells[8:8] = [new_markdown_cell("More.", id=f"more-{n}") for n in range(3)]


def _more_code(notebook):
    notebook.cells[8:8] = [new_code_cell("run();", id=f"more-{n}") for n in range(20)]


def _old_format(notebook):
    notebook.nbformat_minor = 4
    for cell in notebook.cells:
        cell["x"] = 0


MUTANTS = [
    # the file
    ("output left", _set("run", outputs=[{"output_type": "stream", "name": "stdout", "text": "5.72 s"}]), "outputs"),
    ("execution count left", _set("run", execution_count=3), "execution-counts"),
    ("IJava's old kernel", _kernel(name="ijava"), "kernel"),
    ("Python's kernel", _kernel(name="python3", language="python"), "kernel"),
    ("metadata of the notebook", _notebook_metadata, "metadata"),
    ("metadata of the JDK", _language_version, "metadata"),
    ("metadata of a cell", _set("run", metadata={"collapsed": True}), "metadata"),
    ("random id", _set("run", id="0a1b2c3d"), "cell-ids"),
    ("random long id", _set("run", id="b0a7a1c4-6f0e-4bb1-9d3e-5f2f5d8f0b11"), "cell-ids"),
    ("id used twice", _set("check", id="run"), "cell-ids"),
    ("old format", _old_format, "format"),
    ("a tag with a slip", _set("run", metadata={"tags": ["own-kernel"]}), "metadata"),
    ("tags that are no list", _set("run", metadata={"tags": "slow"}), "format"),
    # code cells
    ("import in a later cell", _text("together", "import java.util.*;"), "imports"),
    ("import behind a statement", _text("together", "int a = 1; import java.net.URI;"), "imports"),
    ("first cell without the library", _text("setup", "int a = 1;"), "imports"),
    ("26 lines", _text("run", "a();\n" * 26), "code-length"),
    ("13 lines too often", _text("run", "a();\n" * 13), "code-length"),
    ("empty code cell", _text("run", ""), "code-length"),
    ("101 columns", _text("run", "a();" + " " * 96 + "b"), "code-form"),
    ("tab", _text("run", "if (a)\n\tb();"), "code-form"),
    ("spaces at the end", _text("run", "a(); \nb();"), "code-form"),
    ("a public site", _text("run", 'get("https://httpbin.org/get");'), "offline"),
    ("a registry", _text("run", 'var r = "https://repo1.maven.org/maven2";'), "offline"),
    ("a download", _text("run", "%maven org.jsoup:jsoup:1.21.1"), "offline"),
    # text cells
    ("121 words", _add("explain", " word" * 115), "text-length"),
    ("long table", _add("words", "\n" + "| a | b |\n" * 60), "text-length"),
    ("long folded answer", _add("recall", "\n<details><summary>So?</summary>" + "word " * 120 + "</details>"), {"text-length", "anatomy"}),
    ("too much text", lambda n: (_more_text(n), _drop("run", "together")(n)), "balance"),
    ("too little text", _more_code, "balance"),
    ("nursery", _add("explain", " A nursery."), "vocabulary"),
    ("spawning", _add("explain", " It spawns a task."), "vocabulary"),
    ("tokens", _add("explain", " It takes a token of the limiter."), "vocabulary"),
    ("task group before Python's part", _add("explain", " A task group."), "vocabulary"),
    ("word in a name", _text("run", "int workerCount = 1;"), "vocabulary"),
    ("word in a comment", _text("run", "a(); // kill it"), "vocabulary"),
    ("word in a string", _text("run", 'say("aborted");'), "vocabulary"),
    ("picture without words", _add("explain", " ![](#x)"), {"alt-text", "live-links"}),
    ("HTML picture without words", _add("explain", ' <img src="02-threads.ipynb">'), "alt-text"),
    ("picture from the internet", _add("explain", " ![three bars that overlap](https://example.org/a.png)"), "live-links"),
    ("dead link", _add("explain", " [x](03-nothing.ipynb)"), "live-links"),
    ("dead anchor", _add("explain", " [x](#Nowhere)"), "live-links"),
    ("link out of the folder", _add("explain", " [x](../../../../../../etc/hostname)"), "live-links"),
    # the parts
    ("no title", _drop("title"), {"title", "live-links"}),
    ("two titles", _add("words", "\n\n# Again"), "title"),
    ("no promise", _text("title", "# Waiting"), "title"),
    ("no minutes", _text("goals", "**Goals.**\n- one"), "minutes-and-needs"),
    ("no goals", _text("goals", "40 minutes, needs nothing."), "anatomy"),
    ("five goals", _text("goals", "## Goals\n" + "- one\n" * 5 + "\n40 minutes, needs nothing."), "anatomy"),
    ("no words of today", _text("words", "Nothing."), "anatomy"),
    ("no prediction", _text("predict-text", "Nothing."), "anatomy"),
    ("no recall", _text("recall", "Nothing."), "anatomy"),
    ("four questions", _text("recall", "## Recall\n1. a\n2. b\n3. c\n4. d"), "anatomy"),
    ("no when", _text("when", "Nothing."), "anatomy"),
    ("no Python", _text("python", "Nothing."), "anatomy"),
    ("no next", _text("next", "Nothing."), "anatomy"),
    ("next leads nowhere", _text("next", "## Next\nGo on."), "anatomy"),
    ("parts out of order", _swap("words", "recall"), "anatomy"),
]


@pytest.mark.parametrize("change, expected", [m[1:] for m in MUTANTS], ids=[m[0] for m in MUTANTS])
def test_broken_lesson_is_rejected_for_the_right_reason(change, expected, folder):
    notebook = _good()
    change(notebook)
    problems = _check(notebook, folder)
    assert {p.rule for p in problems} == ({expected} if isinstance(expected, str) else expected), "\n".join(map(str, problems))


def test_other_form_of_the_same_notebook_is_rejected(folder):
    (folder / "01-waiting.ipynb").write_text(json.dumps(_good()))
    assert {p.rule for p in notebook_rules.check(folder / "01-waiting.ipynb")} == {"format"}


def test_wrong_file_name_is_rejected(folder):
    assert {p.rule for p in _check(_good(), folder, "Waiting 1.ipynb")} == {"file-name"}


def test_first_lesson_needs_no_prediction(folder):
    notebook = _good()
    for part in ("predict-text", "when", "python"):
        _text(part, "Nothing.")(notebook)
    assert not _check(notebook, folder, "00-start-here.ipynb")


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"cells": [{}]}'])
def test_broken_file_is_a_clear_problem(text, folder):
    (folder / "01-waiting.ipynb").write_text(text)
    problems = notebook_rules.check(folder / "01-waiting.ipynb")
    assert problems and all("01-waiting.ipynb" in str(p) for p in problems)


def test_every_rule_has_a_mutant():
    proved = set().union(*({e} if isinstance(e, str) else e for _, _, e in MUTANTS)) | {"file-name"}
    assert proved == set(notebook_rules.RULES)


def test_repair_removes_what_a_run_left_and_changes_nothing_else(folder):
    notebook, path = _good(), folder / "01-waiting.ipynb"
    for cell in notebook.cells:
        cell.metadata["collapsed"] = True
        if cell.cell_type == "code":
            cell.execution_count, cell.outputs = 7, [nbformat.v4.new_output("stream", text="x")]
    _cell(notebook, "check").id = "0a1b2c3d"
    _language_version(notebook)
    path.write_text(nbformat.writes(notebook))
    assert notebook_rules.repair(path)
    assert not notebook_rules.check(path)
    assert [c.source for c in nbformat.read(path, 4).cells] == [c.source for c in _good().cells]
    assert not notebook_rules.repair(path), "a second repair changed something"
