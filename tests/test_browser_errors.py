"""Errors, and a loop that is stopped, as a learner sees them in JupyterLab."""

import re

import nbformat
import pytest
from browser import browser, lab  # noqa: F401  fixtures
from lab_page import CELLS, PATIENCE
from lab_server import LabServer
from nbformat.v4 import new_code_cell, new_notebook
from notebook_rules import written
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
    spec = {"display_name": "Java", "language": "java", "name": "java"}
    cells = [new_code_cell(source, id=name) for name, source in SOURCES.items()]
    notebook = written(new_notebook(cells=cells, metadata=nbformat.from_dict({"kernelspec": spec})))
    server = LabServer(tmp_path_factory.mktemp("lab"), {"errors.ipynb": notebook}, "browser-errors.log")
    try:
        yield server.wait()
    finally:
        server.close()


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
    expect(lab.page.locator(CELLS).nth(NUMBER["loop"]).locator(".jp-InputPrompt")).to_contain_text("*", timeout=PATIENCE)
    lab.page.wait_for_timeout(500)  # it turns for a while, whatever that is
    lab.menu("Kernel", "kernelmenu:interrupt")
    lab.wait_for_rest(10_000)
    said = lab.output(NUMBER["loop"])
    assert "interrupt" in said.lower() and re.search(r"line [23]", said), said
    assert "turns: true" in lab.run_and_wait(NUMBER["after"]), "the variable is gone, or the kernel does not answer"
