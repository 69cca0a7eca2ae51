"""A learner's path through an exercise in JupyterLab: nothing yet, a wrong answer, its card, a hint, a timeline, the right answer."""

import nbformat
import pytest
from browser import browser, lab  # noqa: F401  fixtures
from lab_page import CELLS
from lab_server import LabServer
from paths import NOTEBOOKS, ROOT
from playwright.sync_api import expect

ANSWERS = ROOT / "lib/src/main/answers"
PATHS = [  # lesson, exercise, a wrong answer, and what its card says of it
    ("05-scopes", "q1", "OneAfterTheOther", "There was 1 call at once; wanted: exactly 4"),
    ("08-limits", "q1", "LosesPermits", "permits"),
    ("08-limits", "q3", "NoBound", "orders waiting"),
]


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with LabServer(tmp_path_factory.mktemp("lab"), {}, "browser-exercises.log") as server:
        yield server


class Learner:
    def __init__(self, lab, lesson: str):  # noqa: F811
        cells = nbformat.read(NOTEBOOKS / f"{lesson}.ipynb", 4).cells
        self.numbers = {cell.id: n for n, cell in enumerate(c for c in cells if c.cell_type == "code")}
        self.lesson, self.lab = lesson, lab

    def write(self, name: str, code: str) -> None:
        self.lab.cell(self.numbers[name]).locator(".cm-content").click()
        self.lab.page.keyboard.press("Control+A")
        self.lab.page.keyboard.insert_text(code)

    def run(self, name: str) -> str:
        return self.lab.run_and_wait(self.numbers[name])

    def add_and_run(self, after: str, code: str) -> str:
        """A cell of the learner's own, below another one; gone again afterwards."""
        keyboard, own = self.lab.page.keyboard, self.numbers[after] + 1
        self.lab.cell(self.numbers[after]).locator(".cm-content").click()
        for key in ("Escape", "b", "Enter"):
            keyboard.press(key)
        keyboard.insert_text(code)
        said = self.lab.run_and_wait(own)
        self.look(own, f"{self.lesson}-{code.split('.')[-1].strip('();')}")
        self.lab.cell(own).locator(".cm-content").click()
        for key in ("Escape", "d", "d"):
            keyboard.press(key)
        expect(self.lab.page.locator(CELLS)).to_have_count(len(self.numbers))
        return said

    def look(self, number: int, name: str) -> None:
        self.lab.cell(number).scroll_into_view_if_needed()
        self.lab.photograph(name)


def answer(lesson: str, exercise: str, name: str) -> str:
    return (ANSWERS / f"lesson{lesson[:2]}" / exercise / f"{name}.java").read_text(encoding="utf-8").rstrip()


@pytest.mark.parametrize("lesson, exercise, wrong, told", PATHS, ids=["-".join(path[:3]) for path in PATHS])
def test_a_learner_finds_the_way(lab, server, lesson, exercise, wrong, told):  # noqa: F811
    lab.open(server.url(f"doc/tree/{lesson}.ipynb"))
    learner = Learner(lab, lesson)
    write, check = f"{exercise}-answer", f"{exercise}-check"
    learner.run("setup")
    learner.run(write)
    assert "not attempted" in learner.run(check).lower()
    learner.write(write, answer(lesson, exercise, wrong))
    learner.run(write)
    card = learner.run(check)
    learner.look(learner.numbers[check], f"{lesson}-{exercise}-{wrong}")
    assert "not yet" in card.lower() and told in card, card
    hint = learner.add_and_run(check, f"lab.{exercise}.hint()")
    assert len(hint.split()) > 5, hint
    learner.add_and_run(check, f"lab.{exercise}.timeline()")
    learner.write(write, answer(lesson, exercise, "Solution"))
    learner.run(write)
    card = learner.run(check)
    learner.look(learner.numbers[check], f"{lesson}-{exercise}-passed")
    assert "passed" in card.lower(), card
    assert not lab.complaints()
