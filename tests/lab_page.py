"""What a learner does on a page of JupyterLab: run, interrupt, restart, look."""

import io
import re
from urllib.parse import urlsplit

import pytest
from PIL import Image
from playwright.sync_api import Page, TimeoutError, expect

from paths import LAB, ROOT

PATIENCE = 60_000  # milliseconds
CELLS = ".jp-NotebookPanel:not(.lm-mod-hidden) .jp-CodeCell"
# From the status bar, as the notebook's own indicator says idle also while there is no kernel yet.
_AT_REST = f"""() => /\\| Idle/.test(document.querySelector('#jp-main-statusbar')?.textContent)
    && ![...document.querySelectorAll('{CELLS} .jp-InputPrompt')].some(e => e.textContent.includes('*'))"""
# Every cell has its number: none was left out. After an error the rest is not run.
_ALL_RUN = f"""() => document.querySelector('[data-mime-type="application/vnd.jupyter.error"]')
    || [...document.querySelectorAll('{CELLS} .jp-InputPrompt')].every(e => /\\[\\d+\\]/.test(e.textContent))"""
# Where a picture is shown, how large, and whether the browser could read it
_PICTURES = """() => [...document.querySelectorAll('.jp-OutputArea-output img, .jp-OutputArea-output svg')]
    .filter(e => !e.parentElement.closest('svg'))
    .map((e, n) => {
        e.setAttribute('data-test-picture', n);
        const box = e.getBoundingClientRect();
        return {n, width: box.width, height: box.height, read: e.tagName !== 'IMG' || (e.complete && e.naturalWidth > 0),
                words: e.getAttribute('alt') || e.getAttribute('aria-label') || e.querySelector?.('title')?.textContent || ''};
    })"""


class LabPage:
    def __init__(self, page: Page):
        self.page = page
        self.asked_elsewhere: list[str] = []
        page.set_default_timeout(PATIENCE)
        page.on("request", self._note)

    def _note(self, request) -> None:
        url = urlsplit(request.url)
        if url.scheme in ("http", "https", "ws", "wss") and url.hostname != "127.0.0.1":
            self.asked_elsewhere.append(request.url)

    def open(self, url: str) -> "LabPage":
        self.page.goto(url)
        self.page.wait_for_selector(CELLS)
        self.wait_for_rest(PATIENCE)
        return self

    def wait_for_rest(self, limit: float) -> None:
        """Until the kernel is idle and no cell waits to be run."""
        self._wait(_AT_REST, limit, "the kernel did not come to rest")

    def _wait(self, condition: str, limit: float, otherwise: str) -> None:
        try:
            self.page.wait_for_function(condition, timeout=limit)
        except TimeoutError:
            prompts = " ".join(self.page.locator(f"{CELLS} .jp-InputPrompt").all_inner_texts())
            status = self.page.locator("#jp-main-statusbar").inner_text().replace("\n", " ")
            dialogs = self.page.locator(".jp-Dialog").all_inner_texts()
            raise AssertionError(
                f"{otherwise} within {limit / 1000:.0f} s: cells {prompts}; status {status}; dialogs {dialogs}") from None

    def menu(self, name: str, command: str) -> None:
        self.page.locator(".lm-MenuBar-item", has_text=re.compile(rf"^{name}$")).click()
        self.page.locator(f".lm-Menu li[data-command='{command}']").first.click()

    def run_all(self, limit: float) -> None:
        self.menu("Run", "runmenu:run-all")
        self._wait(_ALL_RUN, limit, "not every cell was run")
        self.wait_for_rest(limit)

    def cell(self, number: int):
        return self.page.locator(CELLS).nth(number)

    def run(self, number: int) -> None:
        """Runs one code cell without waiting for its end."""
        self.cell(number).locator(".cm-content").click()
        self.page.keyboard.press("Control+Enter")

    def run_and_wait(self, number: int) -> str:
        before = self.prompt(number)
        self.run(number)
        expect(self.cell(number).locator(".jp-InputPrompt")).not_to_have_text(before, timeout=PATIENCE)
        self.wait_for_rest(PATIENCE)
        return self.output(number)

    def prompt(self, number: int) -> str:
        return self.cell(number).locator(".jp-InputPrompt").inner_text()

    def output(self, number: int) -> str:
        return "\n".join(self.cell(number).locator(".jp-OutputArea-output").all_inner_texts())

    def check_complaints(self) -> None:
        if complaints := self.complaints():
            pytest.fail("\n".join(["the page shows errors:", *complaints]), pytrace=False)

    def complaints(self) -> list[str]:
        """Error and stderr outputs of the page."""
        kinds = ", ".join(f"[data-mime-type='application/vnd.jupyter.{k}']" for k in ("error", "stderr"))
        return [text[:500] for text in self.page.locator(kinds).all_inner_texts()]

    def pictures(self) -> list[dict]:
        return self.page.evaluate(_PICTURES)

    def picture(self, number: int) -> Image.Image:
        """A picture as the browser draws it."""
        element = self.page.locator(f"[data-test-picture='{number}']")
        element.scroll_into_view_if_needed()
        return Image.open(io.BytesIO(element.screenshot())).convert("RGB")

    def photograph(self, name: str) -> None:
        folder = LAB / "pictures"
        folder.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=folder / f"{name}.png")


def palette() -> dict[str, tuple[int, int, int]]:
    """The colours with which the library's pictures tell states apart, by the words of the source: some are mixed with paper."""
    drawing = ROOT / "lib/src/main/java/asynclab/internal"
    pure = {name: int(rgb, 16) for name, rgb in re.findall(r"Colour (\w+) = new Colour\(0x([0-9A-F]{6})\)", (drawing / "Colour.java").read_text())}
    colours = {}
    for name, share in re.findall(r"Colour\.(\w+)(?:\.mixed\(Colour\.PAPER, ([\d.]+)\))?", (drawing / "Look.java").read_text()):
        if max_difference(pure[name]) > 60:
            parts = (pure[name] >> 16, pure[name] >> 8 & 255, pure[name] & 255)
            colours[f"{name} {share}".strip()] = tuple(round(c + (255 - c) * float(share or 0)) for c in parts)
    return colours


def max_difference(colour: int) -> int:
    parts = (colour >> 16, colour >> 8 & 255, colour & 255)
    return max(parts) - min(parts)


def colours_in(image: Image.Image, wanted: dict[str, tuple[int, int, int]]) -> dict[str, int]:
    """How many pixels have each wanted colour, give or take what smoothing at edges does."""
    counted = image.getcolors(image.width * image.height) or []
    near = lambda a, b: all(abs(x - y) <= 6 for x, y in zip(a, b))  # noqa: E731
    found = {name: sum(n for n, pixel in counted if near(pixel, colour)) for name, colour in wanted.items()}
    return {name: n for name, n in found.items() if n}
