"""Variables on the real kernel: they keep their values, also while background tasks use them."""

import pytest
from kernel_cells import Cells


@pytest.fixture
def cells(shared):
    return shared(Cells)


def value(cells, *codes: str) -> str:
    """What the last cell shows as its value, or its error."""
    for code in codes:
        asked = cells.run(code)
    results = [c["data"]["text/plain"] for kind, c in cells.messages.get(asked, []) if kind == "execute_result"]
    return results[0] if results else cells.error(asked)


@pytest.mark.parametrize("issue, codes, expected", [
    ("jjava 53", ['String dt = "first";', "var dt1 = dt.substring(2);", 'String dt = "override";', "dt1"], "rst"),
    ("jjava 128", ["int f() { return 1; }\nvar v = f();", "int f() { return 2; }", "v"], "1"),
    ("jjava 119", ["import java.util.concurrent.locks.*;", "var lock = new ReentrantLock(true); var latch = new CountDownLatch(3);",
                   "import java.util.regex.*;\nimport java.nio.file.*;", "lock.isFair() + \" \" + latch.getCount()"], "true 3"),
])
def test_issues_of_jjava_are_not_met_again(cells, issue, codes, expected):
    assert value(cells, *codes) == expected


def test_a_background_thread_goes_on_seeing_live_variables(cells):
    cells.run("int live = 1; int step() { return live; }\n"
              "var asked = new SynchronousQueue<Integer>(); var told = new SynchronousQueue<Integer>();")
    cells.run("var worker = Thread.startVirtualThread(() -> {\n"
              "    try { while (asked.take() > 0) told.put(step()); } catch (InterruptedException e) { }\n});")
    ask = "asked.put(1); told.take()"
    assert value(cells, ask) == "1"
    assert value(cells, "live = 2;", ask) == "2"
    assert value(cells, "import java.util.zip.*;", ask) == "2"
    assert value(cells, "int live = 3;", ask) == "3"
    assert value(cells, "int step() { return -live; }", ask) == "-3"
    cells.run("asked.put(0); worker.join();")


def test_types_declared_anew_say_what_is_stale(cells):
    cells.run("record Point(int x) {}\nPoint p; var other = 3;\np = new Point(1);")
    last = cells.run("record Point(int x, int y) {}")
    told = cells.shown(last)
    assert len(told) == 1 and told[0].startswith("Note: Point was declared anew, so p is empty again"), told
    assert value(cells, "other") == "3"
    assert value(cells, "p = new Point(1, 2);\np") == "Point[x=1, y=2]"


def test_a_declaration_that_does_not_compile_costs_nothing(cells):
    cells.run("int kept = 5; class Box { int n = 37; } var box = new Box();")
    for wrong in ('int kept = "a";', "await kept;", "class Box { int n = ; }", 'class Box { int n = "s"; }', "var box = new Bxo();"):
        assert cells.error(cells.run(wrong)), wrong
    assert value(cells, "kept + box.n") == "42"


def test_a_variable_may_be_named_like_a_parameter_of_an_overloaded_method(cells):
    cells.run("int get(String path) { return path.length(); }")
    cells.run("int get(Semaphore permits, String path) { permits.tryAcquire(); return get(path); }")
    assert value(cells, "var permits = new Semaphore(5); get(permits, \"abc\") + permits.availablePermits()") == "7"


def test_variables_made_under_a_magic_stay_too(cells):
    cells.run("%%time\nint timed = 4;\nint twice(int n) { return 2 * n; }")
    assert value(cells, "import java.math.*;", "twice(timed)") == "8"
