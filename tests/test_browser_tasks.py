"""Background work as a learner sees it in JupyterLab: output, live views and the tree of tasks under the right cell."""

import re
import time

import pytest
from browser import browser, lab  # noqa: F401  fixtures
from lab_page import PATIENCE
from lab_server import LabServer, notebook_of
from playwright.sync_api import expect

CELLS = {
    "import": "import asynclab.*;",
    "clock": """Thread.ofVirtual().name("clock").start(() -> {
    try {
        for (int i = 1; ; i++) { Thread.sleep(200); System.out.println("tick " + i); }
    } catch (InterruptedException e) { System.out.println("clock stopped"); }
});""",
    "other": 'System.out.println("the other cell");',
    "gate": 'while (!java.nio.file.Files.exists(java.nio.file.Path.of("open"))) { Thread.sleep(20); } System.out.println("the gate is open");',
    "tasks": "%tasks",
    "stop": "%stop",
    "view": """Thread.ofVirtual().name("pages").start(() -> {
    try (var progress = Progress.of("pages", 20)) {
        for (int i = 0; i < 20; i++) { Thread.sleep(100); progress.advance(); }
    } catch (InterruptedException e) { }
});""",
    "bad": 'Thread.ofVirtual().name("fetch-1").start(() -> { throw new IllegalStateException("no page"); }).join();',
    "flood": 'for (int i = 0; i < 100_000; i++) System.out.println("line " + i);',
}
NUMBER = {name: n for n, name in enumerate(CELLS)}


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    notebooks = dict.fromkeys(["tasks.ipynb", "saved.ipynb"], notebook_of(CELLS))
    with LabServer(tmp_path_factory.mktemp("lab"), notebooks, "browser-tasks.log") as server:
        yield server


@pytest.fixture
def page(lab, server):  # noqa: F811
    lab.open(server.url("doc/tree/tasks.ipynb"))
    lab.run_and_wait(NUMBER["import"])
    return lab


def ticks(page) -> int:
    return page.output(NUMBER["clock"]).count("tick ")


def until(page, condition, what: str) -> None:
    end = time.monotonic() + PATIENCE / 1000
    while not condition():
        assert time.monotonic() < end, f"{what}: {[page.output(n)[-300:] for n in NUMBER.values()]}"
        page.page.wait_for_timeout(50)


def test_late_output_grows_under_its_own_cell(page, server):
    said = page.run_and_wait(NUMBER["clock"])
    assert "1 task of this cell is still running: clock" in said
    page.run(NUMBER["gate"])
    expect(page.cell(NUMBER["gate"]).locator(".jp-InputPrompt")).to_contain_text("*", timeout=PATIENCE)
    before = ticks(page)
    until(page, lambda: ticks(page) > before, "no output while another cell runs")
    assert "*" in page.prompt(NUMBER["gate"]), "the other cell was already over"
    (server.root / "open").touch()
    page.wait_for_rest(PATIENCE)
    before = ticks(page)
    until(page, lambda: ticks(page) > before, "no output while no cell runs")
    assert page.output(NUMBER["gate"]).strip() == "the gate is open"
    page.photograph("tasks-late-output")


def test_tasks_are_shown_and_stopped(page):
    page.run_and_wait(NUMBER["clock"])
    tree = page.run_and_wait(NUMBER["tasks"])
    assert re.search(r"cell \d+\s+clock\s+sleeps\s+Thread.sleep", tree), tree
    assert page.cell(NUMBER["tasks"]).locator("table").count() == 1
    page.photograph("tasks-tree")
    assert "Stopped 1 task: clock." in page.run_and_wait(NUMBER["stop"])
    until(page, lambda: "clock stopped" in page.output(NUMBER["clock"]), "the task did not clean up")
    page.photograph("tasks-stopped")


def test_a_live_view_goes_on_after_its_cell_has_ended(page):
    page.run_and_wait(NUMBER["view"])
    page.run_and_wait(NUMBER["other"])
    until(page, lambda: "20 of 20" in page.output(NUMBER["view"]), "the view stands still")
    assert page.output(NUMBER["other"]).strip() == "the other cell"


def test_what_ends_a_task_is_shown(page):
    said = page.run_and_wait(NUMBER["bad"])
    assert "Task fetch-1 ended with an exception" in said and "IllegalStateException: no page" in said
    page.photograph("tasks-uncaught")


def test_a_cell_that_is_run_again_shows_the_tasks_of_both_runs(page):
    page.run_and_wait(NUMBER["clock"])
    until(page, lambda: ticks(page) > 3, "no output")
    assert "2 tasks of this cell are still running: clock, clock" in page.run_and_wait(NUMBER["clock"])
    until(page, lambda: "tick 9" in page.output(NUMBER["clock"]) and "tick 2" in page.output(NUMBER["clock"]), "one of the two is silent")
    assert "Stopped 2 tasks: clock, clock." in page.run_and_wait(NUMBER["stop"])
    until(page, lambda: page.output(NUMBER["clock"]).count("clock stopped") == 2, "they did not clean up here")


def test_after_a_reload_running_the_cell_again_shows_its_tasks(page, server):
    """JupyterLab itself forgets which cell an earlier output belongs to when the page is loaded again."""
    page.open(server.url("doc/tree/saved.ipynb"))
    page.run_and_wait(NUMBER["clock"])
    until(page, lambda: ticks(page) > 3, "no output")
    page.menu("File", "docmanager:save")
    page.page.reload()
    page.page.wait_for_selector(".jp-CodeCell")
    page.wait_for_rest(PATIENCE)
    assert "clock" in page.run_and_wait(NUMBER["tasks"]), "the task lives on"
    page.photograph("tasks-after-reload")
    page.run_and_wait(NUMBER["clock"])
    until(page, lambda: page.output(NUMBER["clock"]).count("tick 2\n") == 1 and re.search(r"tick [2-9]\d", page.output(NUMBER["clock"])),
          "the task of before the reload is silent")


def test_a_flood_ends_in_a_note_and_the_page_lives(page):
    said = page.run_and_wait(NUMBER["flood"])
    assert said.count("line ") > 19_999 and "line 19999" in said and "line 20000\n" not in said
    assert "The rest, 80,000 lines so far, is in " in said
    assert page.run_and_wait(NUMBER["other"]).strip() == "the other cell"
    page.photograph("tasks-flood")
