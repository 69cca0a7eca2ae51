"""What Tab and Shift-Tab show: completion in time, documentation of the JDK, the library and the learner's own cells."""

import statistics

import psutil
import pytest
from kernel_client import LIMIT, Kernel
from paths import jdk_home

COMPLETION = 0.1  # seconds

DECLARED = '''
import asynclab.*;
/** Doubles a number. @param x any */ int twice(int x) { return 2 * x; }
/** A page of the site. */ record Page(String title) { /** Shouts. */ String loud() { return title.toUpperCase(); } }
var page = new Page("a"); var text = "a";
'''


@pytest.fixture
def declared(shared):
    return shared(with_declarations)


def with_declarations() -> Kernel:
    kernel = Kernel()
    assert kernel.run(DECLARED)[0]["status"] == "ok"
    return kernel


@pytest.fixture
def fresh():
    kernel = Kernel()
    yield kernel
    kernel.end()


def at_cursor(code: str) -> tuple[str, int]:
    return code.replace("|", ""), code.index("|")


@pytest.mark.parametrize("code, match", [
    ("text.sub|", "substring("), ("new LinkedBl|", "LinkedBlockingQueue("), ("page.ti|", "title()"), ("twi|", "twice("),
    ("TaskSc|", "TaskScope"), ("var xs = List.of(1);\nxs.str|", "stream()"), ("%tim|", "%time"), ("for (var x : List.of(1)) { x.toS|", "toString()"),
])
def test_completion(declared, code, match):
    reply = declared.client.complete(*at_cursor(code), reply=True, timeout=LIMIT)["content"]
    assert match in reply["matches"]
    text, cursor = at_cursor(code)
    assert match.startswith(text[reply["cursor_start"] : reply["cursor_end"]]) and reply["cursor_end"] == cursor


def test_the_first_completion_knows_all_packages(fresh):
    """The list of them is made when it is first asked for."""
    reply = fresh.client.complete(*at_cursor("import java.util.concurrent.|"), reply=True, timeout=LIMIT)["content"]
    assert {"atomic", "locks"} <= {match.rstrip(".") for match in reply["matches"]}


def test_completion_is_quick(declared):
    """In time on a processor: this machine may be busy. `bench kernel` measures what a learner waits."""
    process = psutil.Process(declared.manager.provisioner.process.pid)
    took = []
    for code in ["text.|", "page.lo|", "new Arr|", "TaskScope.|", "Thr|"] * 4:
        begin = sum(process.cpu_times()[:2])
        declared.client.complete(*at_cursor(code), reply=True, timeout=LIMIT)
        took.append(sum(process.cpu_times()[:2]) - begin)
    assert statistics.median(took[10:]) < COMPLETION


@pytest.mark.parametrize("code, signature, said", [
    ("twice|(2)", "int twice(int x)", "Doubles a number."),
    ("twice(|", "int twice(int x)", "Doubles a number."),
    ("page.loud|", "loud()", "Shouts."),
    ("new Page(|", "Page(", "A page of the site."),
    ("TaskScope|", "asynclab.TaskScope", "none of its tasks outlives"),
    ("%ti|me", "%time", "how long"),
])
def test_documentation_of_cells_the_library_and_magics(declared, code, signature, said):
    reply = declared.client.inspect(*at_cursor(code), reply=True, timeout=LIMIT)["content"]
    assert reply["found"]
    assert signature in reply["data"]["text/plain"] and said in reply["data"]["text/plain"]
    assert said in reply["data"]["text/html"]


@pytest.mark.parametrize("code, signature, said", [
    ("System.out|", "java.io.PrintStream", "standard"),
    ("text.substring|(1)", "String.substring(int beginIndex)", "substring"),
    ("System.out.println|", "void PrintStream.println(", ""),
    ("Thread.sleep(1|00);", "void Thread.sleep(long millis)", "milliseconds"),
    ("CompletableFuture|", "java.util.concurrent.CompletableFuture", "explicitly completed"),
])
def test_documentation_of_the_jdk(declared, code, signature, said):
    reply = declared.client.inspect(*at_cursor(code), reply=True, timeout=LIMIT)["content"]
    assert reply["found"] and signature in reply["data"]["text/plain"]
    if (jdk_home() / "lib/src.zip").is_file():  # without it there are signatures
        assert said in reply["data"]["text/plain"]


@pytest.mark.parametrize("code", ["|", "nobody.knows|", "1 + |1", "text.substring(1);|\n"])
def test_documentation_of_nothing(declared, code):
    reply = declared.client.inspect(*at_cursor(code), reply=True, timeout=LIMIT)["content"]
    assert reply["status"] == "ok" and reply["found"] is False and reply["data"] == {}
