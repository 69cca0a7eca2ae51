"""Tasks on the real kernel: what a cell has left running, the tree of tasks, and how to stop them."""

import re
import time
from zipfile import ZipFile

import pytest
from kernel_cells import PAUSE, Cells
from kernels import LIMIT
from pace import within
from paths import LAB


def tree_with(cells, *wanted: str) -> str:
    """What %tasks shows once every task is where it is to be."""
    end = time.monotonic() + LIMIT
    while True:
        [tree] = cells.shown(cells.run("%tasks"))
        if all(re.search(pattern, tree) for pattern in wanted):
            return tree
        assert time.monotonic() < end, tree


@pytest.fixture
def cells(shared):
    """A kernel without tasks."""
    cells = shared(lambda: Cells("import asynclab.*; import asynclab.web.*; import java.net.http.*;", PAUSE))
    cells.run("%stop")
    return cells


def number(cells, asked) -> int:
    [found] = {int(n) for text in cells.shown(asked) for n in re.findall(r"%stop (\d+)", text)}
    return found


def test_a_cell_names_the_tasks_that_it_has_left_running(cells):
    asked = cells.run('for (int i = 1; i <= 2; i++) Thread.ofVirtual().name("fetch-" + i).start(() -> pause(60_000));')
    [line] = cells.shown(asked)
    assert re.fullmatch(r"2 tasks of this cell are still running: fetch-1, fetch-2 · %tasks, %stop \d+", line)
    html = cells.messages[asked][0][1]["data"]["text/html"]
    assert f"<code>%stop {number(cells, asked)}</code>" in html
    assert cells.shown(cells.run("1 + 1")) == [], "only the cell itself tells"


def test_the_line_says_later_when_the_tasks_have_ended(cells):
    cells.run("var go = new Semaphore(0);")
    asked = cells.run('for (int i = 1; i <= 2; i++) Thread.ofVirtual().name("fetch-" + i).start(() -> go.acquireUninterruptibly());')
    assert "are still running" in cells.shown(asked)[0]
    cells.run("go.release(2);")
    cells.until(lambda: len(cells.shown(asked)) == 2)
    assert re.fullmatch(r"2 tasks of this cell ended about [\d.]+ m?s after it: fetch-1, fetch-2", cells.shown(asked)[1])
    first, last = (c["transient"]["display_id"] for _, c in cells.messages[asked])
    assert first == last


def test_the_line_stands_below_the_result_and_below_an_error(cells):
    asked = cells.run('Thread.ofVirtual().name("one").start(() -> pause(60_000)); 1 + 1')
    assert [kind for kind, _ in cells.messages[asked]] == ["execute_result", "display_data"]
    asked = cells.run('Thread.ofVirtual().name("one").start(() -> pause(60_000)); throw new Exception("x");')
    assert [kind for kind, _ in cells.messages[asked]] == ["error", "display_data"]


@pytest.mark.parametrize("code", [
    "for (int i = 0; i < 1000; i++) Thread.startVirtualThread(() -> {});",
    "try (var executor = Executors.newVirtualThreadPerTaskExecutor()) { for (int i = 0; i < 100; i++) executor.submit(() -> pause(5)); }",
    "CompletableFuture.supplyAsync(() -> 1).thenApply(n -> n + 1).join()",
    "CompletableFuture.supplyAsync(() -> 1, CompletableFuture.delayedExecutor(1, TimeUnit.MILLISECONDS)).join()",
    "var web = PracticeWeb.start(); var client = HttpClient.newHttpClient(); "
    "client.send(HttpRequest.newBuilder(web.uri(\"/\")).build(), HttpResponse.BodyHandlers.ofString()).statusCode()",
    "try (var scope = TaskScope.open()) { scope.fork(\"a\", () -> pause(5)); scope.join(); }",
    "List.of(1, 2, 3).parallelStream().mapToInt(n -> n).sum()",
    "try (var pool = Executors.newFixedThreadPool(3)) { pool.submit(() -> pause(5)); }",
    "Timeline.record(() -> pause(20))",
    "try (var p = Progress.of(\"x\", 1)) { p.advance(); }",
])
def test_what_has_ended_or_is_nobodys_is_not_reported(cells, code):
    asked = cells.run(code)
    assert not cells.error(asked)
    assert not [text for text in cells.shown(asked) if "still running" in text or "idle" in text], code


def test_an_idle_pool_is_reported_apart(cells):
    asked = cells.run("var pool = Executors.newFixedThreadPool(2); pool.submit(() -> 1).get(); pool.submit(() -> 2).get()")
    assert cells.shown(asked) == ["2 idle pool threads left: close the executor"]
    stopped = cells.run("%stop")
    assert "2 idle pool threads left: they end when their executor is closed." in cells.shown(stopped)[0]
    cells.run("pool.close();")
    assert cells.shown(cells.run("%tasks")) == ["No tasks: every thread that a cell has started has ended."]


def test_the_tree_shows_who_started_whom(cells):
    asked = cells.run("""Thread.ofPlatform().name("crawler").start(() -> {
        try (var crawl = TaskScope.open(Joiner.allOrNothing(), with -> with.withName("crawl"))) {
            crawl.fork("page", () -> { try (var inner = TaskScope.open()) { inner.fork("picture", () -> pause(60_000)); inner.join(); } });
            crawl.fork("gate", () -> new Semaphore(0).acquire());
            crawl.join();
        } catch (Exception e) { }
    });
    Thread.startVirtualThread(() -> { try { new CountDownLatch(1).await(); } catch (InterruptedException e) { } });""")
    tree = tree_with(cells, *(rf"{name} +{does} +{where} · Cell" for name, does, where in [
        ("crawler", "waits", "TaskScope.join"), ("page", "waits", "TaskScope.join"), ("picture", "sleeps", "Thread.sleep"),
        ("gate", "waits", "Semaphore.acquire"), (r"#\d+", "waits", "CountDownLatch.await")]))
    n = number(cells, asked)
    assert re.sub(r"#\d+", "#", re.sub(r"(?m) +(waits|sleeps) .*$", "", tree)) == f"""cell {n}
├─ crawler
│  └─ TaskScope "crawl"
│     ├─ page
│     │  └─ TaskScope
│     │     └─ picture
│     └─ gate
└─ #
%stop {n} stops them."""


def test_the_jdks_own_scopes_are_in_the_tree(cells):
    cells.run("""Thread.ofVirtual().name("owner").start(() -> {
        try (var scope = StructuredTaskScope.open(StructuredTaskScope.Joiner.awaitAll(), c -> c.withName("pages"))) {
            scope.fork(() -> { pause(60_000); return 1; }); scope.join();
        } catch (InterruptedException e) { }
    });""")
    tree = tree_with(cells, r"#\d+ +sleeps")
    assert re.search(r'(?m)^└─ owner .*\n   └─ StructuredTaskScope "pages"\n      └─ #', tree), tree


def test_stop_ends_the_tasks_of_one_cell(cells):
    one = cells.run('Thread.ofVirtual().name("one").start(() -> { pause(60_000); System.out.println("cleaned up"); });')
    two = cells.run('Thread.ofVirtual().name("two").start(() -> pause(60_000));')
    said = cells.run(f"%stop {number(cells, one)}")
    assert cells.shown(said) == [f"Stopped 1 task of cell {number(cells, one)}: one."]
    cells.until(lambda: cells.text(one) == "cleaned up\n")
    assert "two" in cells.shown(cells.run("%tasks"))[0]
    assert cells.shown(cells.run("%stop")) == ["Stopped 1 task: two."]
    assert cells.shown(cells.run(f"%stop {number(cells, two)}")) == [f"Nothing to stop: there are no running tasks of cell {number(cells, two)}."]


@pytest.mark.parametrize("code, said", [("%stop seven", 'got "seven"'), ("%stop 1 2", 'got "1 2"'), ("%stop -1", 'got "-1"'),
                                        ("%tasks all", 'does not know "all"'), ("%tasks wait -1", "wait -1")])
def test_a_wrong_word_is_an_error_that_helps(cells, code, said):
    error = cells.error(cells.run(code))
    assert said in error and ("%stop 7 stops the tasks of cell 7" in error or "%tasks shows the tasks" in error)


@pytest.mark.promise
def test_a_hundred_thousand_parked_tasks_are_told_of_and_stopped(cells):
    cells.run("for (int i = 0; i < 1000; i++) Thread.startVirtualThread(() -> {});")
    with within(10):
        asked = cells.run("for (int i = 0; i < 100_000; i++) Thread.startVirtualThread(() -> pause(600_000));")
    assert re.match(r"100,000 tasks of this cell are still running: #\d+, .* and 99,995 more", cells.shown(asked)[0])
    with within(10):
        asked = cells.run("%tasks")
    assert "… 99,950 more" in cells.shown(asked)[0]
    with within(10):
        asked = cells.run("%stop")
    assert cells.shown(asked)[0].startswith("Stopped 100,000 tasks: ")


def test_where_the_jdk_hides_its_list_of_threads_the_kernel_makes_do_and_says_so(request):
    jar, hidden = LAB / "kernel/asynclab-kernel.jar", LAB / "kernel/test-without-exports.jar"
    request.addfinalizer(lambda: hidden.unlink(missing_ok=True))
    with ZipFile(jar) as own, ZipFile(hidden, "w") as other:  # beside the jar, as its class path is relative
        for name in own.namelist():
            content = own.read(name)
            if name == "META-INF/MANIFEST.MF":
                content = b"".join(line for line in content.splitlines(keepends=True) if not line.startswith(b"Add-Exports"))
            other.writestr(name, content)
    kernel = Cells(PAUSE, jar=hidden)
    request.addfinalizer(kernel.end)
    asked = kernel.run("""Thread.ofPlatform().name("platform").start(() -> pause(60_000));
        Thread.ofVirtual().name("virtual").start(() -> pause(60_000));""")
    assert kernel.shown(asked)[0].startswith("1 task of this cell is still running: platform")
    tree = kernel.shown(kernel.run("%tasks"))[0]
    assert "platform" in tree and "This JDK does not list virtual threads: they are missing here." in tree
    assert kernel.shown(kernel.run("%stop")) == ["Stopped 1 task: platform."]
