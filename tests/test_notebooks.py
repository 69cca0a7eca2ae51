"""Every lesson runs from top to bottom on the real kernel, without network: no cell fails, nothing on stderr."""

import io
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from base64 import b64decode

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook
from PIL import Image

import offline
from lesson_runs import MODES, STOCK, executed, run
from paths import NOTEBOOKS

LESSONS = sorted(NOTEBOOKS.glob("*.ipynb"))
JOBS = [pytest.param((path, mode), id=f"{path.stem}-{mode}") for mode in MODES for path in LESSONS]
ONCE = [p for p in JOBS if p.id and p.id.endswith("-once")]
LESSON_LIMIT = 60  # seconds for a lesson run from top to bottom
PICTURE_LIMIT = 300_000  # bytes


@pytest.mark.timeout(600)  # a run may wait for others to end
@pytest.mark.parametrize("job", JOBS)
def test_lesson_runs_without_network(job, jobs):
    path, mode = job
    if mode == "stock" and not STOCK.is_file():
        pytest.skip("JJava's own kernelspec is not in .lab/stock; `java Lab.java build` puts it there")
    report = jobs[job].result()
    if report["problems"]:
        pytest.fail("\n".join([f"{path.name}, {mode}:", *report["problems"], f"see {executed(path, mode)}"]), pytrace=False)


@pytest.mark.timeout(600)
@pytest.mark.parametrize("job", ONCE)
def test_lesson_takes_less_than_a_minute(job, jobs):
    seconds, pace = jobs[job].result()["seconds"], jobs[job].result()["pace"]
    assert seconds < LESSON_LIMIT * pace, f"{job[0].name} took {seconds} s on a machine {pace} times slower than alone; its limit is {LESSON_LIMIT} s"


@pytest.mark.timeout(600)
@pytest.mark.parametrize("job", ONCE)
def test_pictures_show_in_every_front_end(job, jobs):
    jobs[job].result()
    for cell in nbformat.read(executed(*job), 4).cells:
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            if any(mime.startswith("image/") for mime in data):
                problems = list(_faults_of_picture(data))
                assert not problems, f"{job[0].name}, cell {cell.id}: " + "; ".join(problems)


def _faults_of_picture(data):
    text = data.get("text/plain", "")
    if len(text.split()) < 4 or re.search(r"@[0-9a-f]{5,}\b", text):
        yield f"its text does not say what it shows: {text[:100]!r}"
    if svg := data.get("image/svg+xml"):
        root = ElementTree.fromstring(svg)
        if not root.tag.endswith("svg") or not ({"viewBox", "width"} & set(root.keys())):
            yield "its SVG has no size"
        if not root.get("aria-label") and root.find("{*}title") is None:
            yield "its SVG has no title, so a screen reader says nothing"
        if re.search(r"""(href|src)\s*=\s*["'](?!#|data:)|<script|@import|url\((?!["']?#)""", svg):
            yield "its SVG needs a file from elsewhere, or a script"
    if png := data.get("image/png"):
        with Image.open(io.BytesIO(b64decode(png))) as image:
            if min(image.size) < 20:
                yield f"its PNG is only {image.size}"
    for mime, form in data.items():
        if len(form) > PICTURE_LIMIT:
            yield f"its {mime} has {len(form)} bytes; {PICTURE_LIMIT} is the most"


# --- the runner itself --------------------------------------------------------------------------------------------


def test_runner_reports_errors_stderr_and_a_way_out(tmp_path, runs):
    """192.0.2.1 is an address for documentation (RFC 5737): with the network cut there is no way to it."""
    cells = {
        "fails": "Object nothing = null; nothing.hashCode();",
        "complains": 'System.err.println("oh");',
        "works": "1 + 1",
        "leaves": 'new java.net.Socket().connect(new java.net.InetSocketAddress("192.0.2.1", 80), 2000);',
    }
    path = tmp_path / "00-broken.ipynb"
    nbformat.write(new_notebook(cells=[new_code_cell(s, id=i) for i, s in cells.items()]), path)
    report = run([], [], path, "once", tmp_path / "out.ipynb")
    problems = "\n".join(report["problems"])
    assert re.search(r"cell fails failed: .*NullPointerException", problems, re.S)
    assert "cell complains wrote to stderr: oh" in problems
    assert "cell works" not in problems
    assert "cell leaves failed" in problems
    assert report["network"] in [*offline.CUTS, offline.WATCH]
    if report["network"] != offline.WATCH:
        assert "unreachable" in problems.lower()


def test_a_connection_that_leaves_loopback_is_noticed():
    holder = "import socket, time; s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.connect(('192.0.2.1', 9)); print(1, flush=True); time.sleep(60)"
    watch = offline.Watch(0.02)
    with subprocess.Popen([sys.executable, "-c", holder], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        try:
            if child.stdout is None or not child.stdout.readline():
                pytest.skip("this machine has no way out, so nothing can leave loopback")
            watch.start()
            found = watch.stop()
        finally:
            child.kill()
    assert any("192.0.2.1 port 9" in line for line in found), found


@pytest.mark.parametrize("address, inside", [
    ("127.0.0.1", True), ("127.8.0.1", True), ("::1", True), ("::ffff:127.0.0.1", True), ("fe80::1%eth0", False),
    ("10.0.0.1", False), ("::ffff:10.0.0.1", False), ("0.0.0.0", False),
])
def test_loopback_is_told_from_the_rest(address, inside):
    assert offline.is_loopback(address) is inside
