"""Fixtures for tests in a real browser; each module of such tests has a `server` of its own."""

import shutil

import pytest
from playwright.sync_api import Error, sync_playwright

from lab_page import LabPage

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]


@pytest.fixture(scope="module")
def browser():
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)
    with sync_playwright() as playwright:
        where = {"executable_path": found} if found else {"channel": "chrome"}
        try:
            browser = playwright.chromium.launch(args=FLAGS, **where)
        except Error as missing:
            if found:
                raise
            pytest.skip(f"no Chromium or Chrome on this machine: {str(missing).splitlines()[0]}")
        yield browser
        browser.close()


@pytest.fixture
def lab(browser, server, request):
    """A page with nothing remembered; its last view is kept in .lab/pictures/."""
    context = browser.new_context(viewport={"width": 1200, "height": 1000})
    page = LabPage(context.new_page())
    yield page
    page.photograph(request.node.name)
    context.close()
    server.end_kernels()
    assert not page.asked_elsewhere, f"the page asked for something outside of this machine: {page.asked_elsewhere}"
