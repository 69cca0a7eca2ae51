"""Every exercise in its own notebook, on the real kernel: unsolved it is not attempted, with the solution in its cell it passes, twice in a row."""

import json
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from paths import NOTEBOOKS, ROOT

ANSWERS = ROOT / "lib/src/main/answers"


def _lesson(exercise: Path) -> str:
    return exercise.parent.name.removeprefix("lesson")


EXERCISES = sorted(p.parent for p in ANSWERS.glob("lesson*/q*/Solution.java"))
LESSONS = sorted({_lesson(p) for p in EXERCISES})
RUN_LIMIT = 400
TIMES = 2
TRIES = 3


def _notebook(lesson: str) -> Path:
    found = list(NOTEBOOKS.glob(f"{lesson}-*.ipynb"))
    assert len(found) == 1, f"lesson {lesson} has answers and {len(found)} notebooks"
    return found[0]


def _cells(lesson: str) -> dict[str, str]:
    return {c.id: c.source for c in nbformat.read(_notebook(lesson), 4).cells if c.cell_type == "code"}


def _exercises(lesson: str) -> list[str]:
    return [p.name for p in EXERCISES if p.parent.name == f"lesson{lesson}"]


@pytest.mark.parametrize("lesson", LESSONS)
def test_each_exercise_has_its_two_cells(lesson):
    cells = _cells(lesson)
    for q in _exercises(lesson):
        assert "throw todo();" in cells.get(f"{q}-answer", ""), f"no cell {q}-answer with throw todo();"
        assert re.search(rf"\blab\.{q}\.check\(", cells.get(f"{q}-check", "")), f"no cell {q}-check that calls lab.{q}.check"
    checked = {q for source in cells.values() for q in re.findall(r"^lab\.(q\d+)\.check\(", source, re.M)}
    assert checked == set(_exercises(lesson)), "exercises without a solution, or without a check"


@pytest.fixture(scope="module")
def verdicts(request, tmp_path_factory, runs):
    """Runs a lesson's exercises once for all tests: unsolved, then solved, every check twice in a row. As many lessons at
    a time as there are cores, as they mostly wait."""
    params = [item.callspec.params for item in request.session.items if "verdicts" in item.fixturenames]
    wanted = {p.get("lesson") or _lesson(p["exercise"]): None for p in params}
    environment = dict(os.environ)  # a copy: pytest changes its own before each test, while a run may be starting from it
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        done = {lesson: pool.submit(_sure, lesson, tmp_path_factory.mktemp(f"exercises-{lesson}"), runs, environment) for lesson in wanted}
        yield lambda lesson: done[lesson].result()
        pool.shutdown(cancel_futures=True)


def _sure(*how) -> dict:
    """Tries again where the machine was too busy for a check to be sure."""
    for left in reversed(range(TRIES)):
        report = _run(*how)
        if not left or not any("\nInconclusive" in card for card in report["cards"].values()):
            return report


def _run(lesson: str, folder: Path, runs, environment: dict[str, str]) -> dict:
    cells = _cells(lesson)
    plan = [new_code_cell(cells["setup"], id="setup")]
    for state in ("unsolved", "solved"):
        for q in _exercises(lesson):
            solution = (ANSWERS / f"lesson{lesson}" / q / "Solution.java").read_text(encoding="utf-8")
            plan.append(new_code_cell(cells[f"{q}-answer"] if state == "unsolved" else solution, id=f"{q}-{state}"))
            plan += [new_code_cell(cells[f"{q}-check"], id=f"{q}-{state}-check-{n}") for n in range(TIMES)]
    path, out = folder / f"{lesson}-exercises.ipynb", folder / "out.ipynb"
    nbformat.write(new_notebook(cells=plan), path)
    command = [sys.executable, str(Path(__file__).with_name("run_notebook.py")), str(path), "--out", str(out)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=RUN_LIMIT)
    report = json.loads(done.stdout)
    runs.append(report | {"notebook": f"{lesson}, its exercises", "mode": "solved"})
    return report | {"cards": {c.id: _said(c) for c in nbformat.read(out, 4).cells}}


def _said(cell) -> str:
    """What a screen reader would read: the text form of everything shown, and what was printed."""
    return "\n".join(o.get("data", {}).get("text/plain", "") or o.get("text", "") for o in cell.outputs)


@pytest.mark.timeout(RUN_LIMIT + 60)
@pytest.mark.parametrize("lesson", LESSONS)
def test_nothing_fails_and_nothing_is_on_stderr(lesson, verdicts):
    assert not verdicts(lesson)["problems"], "\n".join(verdicts(lesson)["problems"])


@pytest.mark.timeout(RUN_LIMIT + 60)
@pytest.mark.parametrize("state, verdict", [("unsolved", "Not attempted."), ("solved", "Passed (")])
@pytest.mark.parametrize("exercise", EXERCISES, ids=[f"{p.parent.name}-{p.name}" for p in EXERCISES])
def test_exercise_in_its_notebook(exercise, state, verdict, verdicts):
    cards = verdicts(_lesson(exercise))["cards"]
    for n in range(TIMES):
        card = cards[f"{exercise.name}-{state}-check-{n}"]
        assert verdict in card, f"check {n + 1} of {TIMES}, {state}:\n{card}"


# --- what learners do to a kernel ---------------------------------------------------------------------------------

HOSTILE = {
    "loop": ("while (true) { }", r"Timed out\..* \"main\" \(running in breakfast"),
    "recursion": ("return breakfast(kitchen);", r"Error\. It threw StackOverflowError"),
    "exit": ("System.exit(1); return null;", r"Error\."),
    "input": ("return List.of(new java.util.Scanner(System.in).nextLine());", r"waited for input"),
    "leak": ("Thread.ofVirtual().name(\"orphan\").start(() -> { while (true) { } }); return null;", r"1 task was left alive .*\"orphan\" \(running"),
}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """Lesson 01's breakfast made in ways that nothing good comes of, all on one kernel, and the solution after them."""
    cells = _cells("01")
    plan = [new_code_cell(cells["setup"], id="setup")]
    answers = {name: "List<String> breakfast(Kitchen kitchen) throws Exception { %s }" % body for name, (body, _) in HOSTILE.items()}
    answers["solution"] = (ANSWERS / "lesson01/q2/Solution.java").read_text(encoding="utf-8")
    for name, answer in answers.items():
        plan += [new_code_cell(answer, id=name), new_code_cell(cells["q2-check"], id=f"{name}-check")]
    folder = tmp_path_factory.mktemp("hostile")
    nbformat.write(new_notebook(cells=plan), folder / "01-hostile.ipynb")
    command = [sys.executable, str(Path(__file__).with_name("run_notebook.py")), str(folder / "01-hostile.ipynb"), "--out", str(folder / "out.ipynb")]
    report = json.loads(subprocess.run(command, capture_output=True, text=True, timeout=RUN_LIMIT).stdout)
    return report | {"cards": {c.id: _said(c) for c in nbformat.read(folder / "out.ipynb", 4).cells}}


@pytest.mark.timeout(RUN_LIMIT + 60)
@pytest.mark.parametrize("name", HOSTILE)
def test_card_says_what_a_hostile_answer_did(name, hostile):
    card = hostile["cards"].get(f"{name}-check", "")
    assert re.search(HOSTILE[name][1], card), card or hostile["problems"]


@pytest.mark.timeout(RUN_LIMIT + 60)
def test_the_kernel_survives_hostile_answers(hostile):
    assert "Passed (" in hostile["cards"].get("solution-check", ""), hostile["problems"]
    assert not hostile["problems"]
