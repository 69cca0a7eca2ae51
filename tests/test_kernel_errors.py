"""Errors on the real kernel: what a learner reads, under which name, and where."""

import re

import pytest
from kernel_cells import Cells


@pytest.fixture
def cells(shared):
    return shared(lambda: Cells("import asynclab.*;"))


def plain(text: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


def error(cells, code: str) -> tuple[str, str, str]:
    """Name, value and all of the text that is shown."""
    asked = cells.run(code)
    found = [content for kind, content in cells.messages.get(asked, []) if kind == "error"]
    assert len(found) == 1, cells.messages.get(asked)
    return found[0]["ename"], found[0]["evalue"], plain("\n".join(found[0]["traceback"]))


def test_the_name_and_the_value_are_those_of_the_learners_exception(cells):
    name, value, text = error(cells, 'class Empty extends RuntimeException { Empty(String m) { super(m); } }\n\nthrow new Empty("no pages");')
    assert (name, value) == ("Empty", "no pages")
    assert re.fullmatch(r"Empty: no pages\nCell \d+, line 3\n    throw new Empty\(\"no pages\"\);\n\(\d+ frames of the JDK, libraries and the kernel: %trace\)", text)


CALL = "void fetch(int n) {\n    if (n == 3) throw new IllegalStateException(\"page \" + n);\n}\n"


@pytest.mark.parametrize("where, code, line, inside", [
    ("a lambda", "List.of(1, 2, 3).forEach(n -> {\n    fetch(n);\n});", 2, "a lambda"),
    ("a virtual thread", "var f = new FutureTask<Void>(() -> {\n    fetch(3);\n    return null;\n});\nThread.startVirtualThread(f);\nf.get();", 2, "a lambda"),
    ("a chain of futures", "CompletableFuture.supplyAsync(() -> 3)\n    .thenAccept(n -> fetch(n)).join();", 2, "a lambda"),
    ("a task of a scope", "try (var scope = TaskScope.open()) {\n    scope.fork(\"page-3\", () -> {\n        fetch(3);\n        return 1;\n    });\n    scope.join();\n}", 3, "a lambda"),
    ("a static initializer", "class Site {\n    static int pages = count();\n    static int count() {\n        fetch(3);\n        return 1;\n    }\n}\nSite.pages", 4, "Site.count"),
    ("a callback of a library", "new TreeSet<Integer>((a, b) -> {\n    fetch(3);\n    return 0;\n}).add(1);", 2, "a lambda"),
])
def test_an_error_in(cells, where, code, line, inside):
    cells.run(CALL)
    text = error(cells, code)[2]
    assert "IllegalStateException: page 3" in text
    assert re.search(rf"Cell \d+, line 2, in fetch\n    if \(n == 3\) throw .*\n(?:.*\n)*?Cell \d+, line {line}, in {inside}\n", text), text
    assert "do_it" not in text and "REPL" not in text and "at java.base" not in text


def test_a_stack_overflow_is_short(cells):
    name, _, text = error(cells, "int down(int n) { return down(n + 1) + 1; }\ndown(0)")
    assert name == "StackOverflowError" and len(text.splitlines()) < 8, text


def test_the_whole_trace_is_there_when_asked_for(cells):
    error(cells, "\nInteger.parseInt(\"many\")")
    text = cells.text(cells.run("%trace"))
    assert re.search(r"(?s)^java.lang.NumberFormatException: For input string: \"many\"\n\tat java.base/.*Integer.parseInt", text)
    assert re.search(r"\(Cell \d+:2\)\n", text)


def test_a_printed_trace_has_the_learners_lines(cells):
    asked = cells.run("\n\nnew Exception(\"here\").printStackTrace();")
    assert re.search(r"\(Cell \d+:3\)\n", cells.text(asked, "stderr")), cells.messages


def test_a_background_exception_is_told_in_the_same_way(cells):
    asked = cells.run('var t = Thread.ofVirtual().name("fetch-1").start(() -> {\n    throw new IllegalStateException("reset");\n});\nt.join();')
    cells.until(lambda: "throw new" in cells.text(asked, "stderr"))
    text = plain(cells.text(asked, "stderr"))
    assert re.search(r"fetch-1.*\nIllegalStateException: reset\nCell \d+, line 2, in a lambda\n    throw new", text), text


def test_a_compile_error_marks_its_place(cells):
    name, value, text = error(cells, "int pages = 3;\nint links = pages + cuont;")
    assert (name, value) == ("CompilationException", "line 2: cannot find symbol: variable cuont")
    assert "\n    int links = pages + cuont;\n                        ^^^^^\n" in text
    assert "Line 1 has run, the rest has not." in text


@pytest.mark.parametrize("code, help", [
    ("void nap() { Thread.sleep(10); }", 'put "throws InterruptedException" behind the method\'s brackets'),
    ("for (int i = 0; i < 3; i++) Thread.startVirtualThread(() -> System.out.println(i));", "var own = i;"),
    ("var scope = asynclab.TaskScop.open();", "TaskScope meant?"),
    ("var lock = new ReentrantLock();", "import java.util.concurrent.locks.ReentrantLock;"),
    ("Progress p = null; PracticeWeb web = null;", "import asynclab.web.PracticeWeb;"),
    ("await later;", "Java has no await"),
])
def test_help_is_given(cells, code, help):
    text = error(cells, code)[2]
    assert help in text, text


def test_an_error_under_a_magic_is_the_learners(cells):
    name, value, text = error(cells, "%%timeline\nint a = 1;\nvar b = Integer.parseInt(\"many\");")
    assert (name, value) == ("NumberFormatException", 'For input string: "many"')
    assert re.search(r"Cell \d+, line 3\n    var b = ", text), text
    name, value, text = error(cells, "%%timeline\nint a = 1;\nint c = \"many\";")
    assert (name, value) == ("CompilationException", "line 3: incompatible types: String cannot be converted to int")


def test_the_session_goes_on_after_an_error(cells):
    cells.run("var log = new ArrayList<String>();")
    error(cells, 'log.add("one");\nlog.get(5);\nlog.add("two");')
    asked = cells.run("System.out.println(log);")
    assert cells.text(asked) == "[one]\n"
