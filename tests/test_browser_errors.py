"""Errors, and a loop that is stopped, as a learner sees them in JupyterLab."""

import re

import pytest
from browser import browser, lab  # noqa: F401  fixtures
from lab_page import PATIENCE
from lab_server import LabServer, notebook_of
from playwright.sync_api import expect

SOURCES = {
    "price": """int price(String shop) {
    return Integer.parseInt(shop);
}
int total(List<String> shops) {
    try {
        return shops.stream().mapToInt(shop -> price(shop)).sum();
    } catch (NumberFormatException e) {
        throw new IllegalStateException("no total", e);
    }
}""",
    "fails": 'total(List.of("3", "four"))',
    "slip": """Runnable nap = () -> {
    Thread.sleep(100);
};""",
    "loop": """long turns = 0;
while (true) {
    turns++;
}""",
    "after": '"turns: " + (turns > 0)',
}
NUMBER = {name: n for n, name in enumerate(SOURCES)}
INSIDE = re.compile(r"jdk\.jshell|asynclab\.kernel|dflib|java\.base/|do_it\$")


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with LabServer(tmp_path_factory.mktemp("lab"), {"errors.ipynb": notebook_of(SOURCES)}, "browser-errors.log") as server:
        yield server


def test_errors_speak_of_the_learners_own_lines(lab, server):  # noqa: F811
    lab.open(server.url("doc/tree/errors.ipynb"))
    lab.run_and_wait(NUMBER["price"])
    said = lab.run_and_wait(NUMBER["fails"])
    assert "IllegalStateException" in said and "no total" in said, said
    assert 'For input string: "four"' in said, "the cause is not told"
    assert "return Integer.parseInt(shop);" in said, "the line that failed is not shown"
    assert re.search(r"cell \[?1\]?.{0,12}line 2", said, re.I | re.S), said
    assert not INSIDE.search(said), said
    slip = lab.run_and_wait(NUMBER["slip"])
    assert "InterruptedException" in slip and "Thread.sleep(100);" in slip, slip
    assert not INSIDE.search(slip), slip
    lab.cell(NUMBER["slip"]).scroll_into_view_if_needed()
    lab.photograph("errors")


def test_an_endless_loop_is_stopped_and_told_of(lab, server):  # noqa: F811
    lab.open(server.url("doc/tree/errors.ipynb"))
    lab.run(NUMBER["loop"])
    expect(lab.cell(NUMBER["loop"]).locator(".jp-InputPrompt")).to_contain_text("*", timeout=PATIENCE)
    lab.page.wait_for_timeout(500)  # it turns for a while, whatever that is
    lab.menu("Kernel", "kernelmenu:interrupt")
    lab.wait_for_rest(PATIENCE)
    said = lab.output(NUMBER["loop"])
    assert "interrupt" in said.lower() and re.search(r"line [23]", said), said
    assert "turns: true" in lab.run_and_wait(NUMBER["after"]), "the variable is gone, or the kernel does not answer"
