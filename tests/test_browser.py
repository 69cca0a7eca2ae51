"""JupyterLab as a learner sees it, in headless Chromium: lessons open, run and show their pictures; cells can be stopped."""

import time

import pytest
from playwright.sync_api import expect

from browser import browser, lab  # noqa: F401  fixtures
from lab_page import PATIENCE, colours_in, palette
from lab_server import LabServer, notebook_of
from paths import LAB, NOTEBOOKS

LESSON_LIMIT = 240_000  # milliseconds; a lesson takes less than a minute on a machine with nothing else to do
CONTROLS = {  # a notebook of the tests' own: no lesson should have to sleep for an hour
    "begin": "var begun = 6;",
    # one statement: an interrupt that comes between two of them finds nothing to stop
    "sleep": 'while (true) { System.out.println("asleep"); Thread.sleep(3_600_000); }',
    "answer": "begun * 7",
}


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with LabServer(tmp_path_factory.mktemp("lab"), {"controls.ipynb": notebook_of(CONTROLS)}) as server:
        yield server


def test_first_lesson_opens_by_itself_beside_the_list_of_lessons(lab, server):
    lab.open(server.url(""))
    lessons = sorted(p.name for p in NOTEBOOKS.glob("*.ipynb"))
    assert lab.page.url.split("?")[0].endswith(f"/{lessons[0]}"), f"opened {lab.page.url}, not lesson 00"
    expect(lab.page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) h1").first).to_be_visible()
    listed = lab.page.locator(".jp-DirListing-item .jp-DirListing-itemText")
    expect(listed.first).to_be_visible()
    assert [name for name in listed.all_inner_texts() if name in lessons] == lessons, "the lessons are not listed in order"


def test_nothing_pops_up(lab, server):
    """JupyterLab asks about news, looks for updates and offers kernels, unless told not to."""
    lab.open(server.url(""))
    end = time.monotonic() + 3
    while time.monotonic() < end:
        popped = lab.page.locator(".Toastify__toast, .jp-Dialog").all_inner_texts()
        assert not popped, f"JupyterLab says: {popped}"
        lab.page.wait_for_timeout(100)


def test_waiting_runs_and_shows_its_pictures(lab, server):
    lab.open(server.url("doc/tree/01-waiting.ipynb"))
    lab.run_all(LESSON_LIMIT)
    lab.check_complaints()
    pictures = lab.pictures()
    assert len(pictures) >= 2, f"{len(pictures)} pictures; the lesson shows at least the sequential and the concurrent timeline"
    for number, picture in enumerate(pictures):
        drawn = lab.picture(number)
        drawn.save(LAB / "pictures" / f"waiting-picture-{number + 1}.png")
        assert picture["read"], f"picture {number + 1} is broken: {picture}"
        assert picture["width"] >= 200 and picture["height"] >= 20, f"picture {number + 1} is too small to read: {picture}"
        assert len(drawn.getcolors(drawn.width * drawn.height)) > 10, f"picture {number + 1} is blank: {picture}"
        assert colours_in(drawn, palette()), f"picture {number + 1} has none of the palette's colours"


def test_start_here_runs(lab, server):
    lab.open(server.url("doc/tree/00-start-here.ipynb"))
    lab.run_all(LESSON_LIMIT)
    lab.check_complaints()


def test_interrupt_ends_the_running_cell_only(lab, server):
    lab.open(server.url("doc/tree/controls.ipynb"))
    lab.run_and_wait(0)
    lab.run(1)
    expect(lab.cell(1).locator(".jp-OutputArea-output")).to_contain_text("asleep", timeout=PATIENCE)
    assert "*" in lab.prompt(1), "the cell that sleeps for an hour has ended by itself"
    lab.menu("Kernel", "kernelmenu:interrupt")
    lab.wait_for_rest(PATIENCE)
    assert "42" in lab.run_and_wait(2), "the kernel forgot its variables, or does not answer"


def test_restart_forgets_the_variables_and_works_again(lab, server):
    lab.open(server.url("doc/tree/controls.ipynb"))
    lab.run_and_wait(0)
    assert "42" in lab.run_and_wait(2)
    lab.menu("Kernel", "kernelmenu:restart")
    lab.page.locator(".jp-Dialog .jp-mod-accept").click()
    expect(lab.page.locator(".jp-Dialog")).to_have_count(0)
    lab.wait_for_rest(PATIENCE)
    assert "42" not in lab.run_and_wait(2), "the variable survived the restart"
    assert lab.complaints()
    lab.run_and_wait(0)
    assert "42" in lab.run_and_wait(2)


def test_restart_ends_a_busy_kernel(lab, server):
    lab.open(server.url("doc/tree/controls.ipynb"))
    lab.run(1)
    expect(lab.cell(1).locator(".jp-OutputArea-output")).to_contain_text("asleep", timeout=PATIENCE)
    lab.menu("Kernel", "kernelmenu:restart")
    lab.page.locator(".jp-Dialog .jp-mod-accept").click()
    lab.wait_for_rest(PATIENCE)
    lab.run_and_wait(0)
    assert "42" in lab.run_and_wait(2)
