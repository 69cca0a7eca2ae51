"""Output on the real kernel: under the cell that started the task, whole, in order, and all of it."""

import re
import time
from pathlib import Path

import nbformat
import pytest
from kernel_cells import PAUSE, Cells
from kernels import LIMIT
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook
from pace import within

IMPORTS = "import asynclab.*; import asynclab.internal.*; import asynclab.web.*; import java.net.http.*; import static java.net.http.HttpResponse.BodyHandlers.*;"


@pytest.fixture
def cells(shared):
    """A kernel without tasks."""
    cells = shared(lambda: Cells(IMPORTS, PAUSE))
    cells.run("%stop")
    return cells


@pytest.mark.parametrize("start", ["Thread.startVirtualThread(", "Thread.ofPlatform().start("])
def test_late_output_appears_under_the_cell_that_started_the_task(cells, start):
    cells.run("var go = new Semaphore(0); var said = new Semaphore(0);")
    first = cells.run(start + """() -> { go.acquireUninterruptibly(); System.out.println("while another runs"); System.err.println("an error");
        said.release(); pause(1000); System.out.println("while none runs"); });""")
    second = cells.run('System.out.println("mine"); go.release(); said.acquire();')
    cells.until(lambda: cells.text(first) == "while another runs\n" and cells.text(first, "stderr") == "an error\n")
    cells.until(lambda: cells.text(first) == "while another runs\nwhile none runs\n")
    assert cells.text(second) == "mine\n"


def test_a_task_of_a_task_belongs_to_the_cell_too(cells):
    first = cells.run('Thread.startVirtualThread(() -> { pause(100); Thread.ofPlatform().start(() -> { pause(100); System.out.println("inner"); }); });')
    cells.run("pause(400);")
    cells.until(lambda: cells.text(first) == "inner\n")


def test_timers_and_futures_print_too(cells):
    first = cells.run('new java.util.Timer(true).schedule(new java.util.TimerTask() { public void run() { System.out.println("tick"); } }, 200);')
    cells.run("pause(500);")
    cells.until(lambda: cells.text(first) == "tick\n")
    last = cells.run('CompletableFuture.runAsync(() -> { pause(100); System.out.println("future"); });')
    cells.until(lambda: cells.text(last) == "future\n")


def test_a_pools_worker_prints_under_the_cell_that_runs(cells):
    cells.run("var pool = Executors.newFixedThreadPool(1); pool.submit(() -> {}).get();")
    second = cells.run('pool.submit(() -> System.out.println("from the pool")).get(); pool.close();')
    assert cells.text(second) == "from the pool\n"


def test_what_an_earlier_run_left_behind_prints_under_the_new_run_of_the_cell(cells):
    """JupyterLab forgets the earlier run: what answers that is shown nowhere."""
    cells.run("var go = new Semaphore(0);")
    first = cells.run('Thread.startVirtualThread(() -> { go.acquireUninterruptibly(); System.out.println("of the first run"); });', cell="same")
    again = cells.run("1 + 1", cell="same")
    assert cells.shown(again)[0].startswith("1 task of this cell is still running"), "the line knows of it too"
    cells.run("go.release();")
    cells.until(lambda: cells.text(again) == "of the first run\n")
    assert not cells.text(first)


def test_a_live_view_goes_on_under_its_cell(cells):
    first = cells.run('Thread.startVirtualThread(() -> { try (var p = Progress.of("late", 3)) { for (int i = 0; i < 3; i++) { pause(200); p.advance(); } } });')
    second = cells.run("pause(900);")
    cells.until(lambda: any("done, 100 %" in text for text in cells.shown(first)))
    assert cells.shown(second) == []


def test_what_ends_a_task_is_shown_under_its_cell(cells):
    first = cells.run('var one = Thread.ofVirtual().name("fetch-1").start(() -> { pause(200); throw new IllegalStateException("no page"); });')
    second = cells.run("one.join();")
    cells.until(lambda: "no page" in cells.text(first, "stderr"))
    said = re.sub(r"\x1b\[[0-9;]*m", "", cells.text(first, "stderr"))
    assert said.startswith("Task fetch-1 ended with an exception:\n") and "IllegalStateException: no page" in said
    assert not cells.text(second, "stderr")


def per_task(text: str) -> dict[str, list[int]]:
    lines: dict[str, list[int]] = {}
    for line in text.splitlines():
        task, number = re.fullmatch(r"(\d+):(\d+)", line).groups()
        lines.setdefault(task, []).append(int(number))
    return lines


PRINT = """try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
    for (int t = 0; t < %d; t++) { int task = t; executor.submit(() -> { for (int i = 0; i < %d; i++) System.out.println(task + ":" + i); }); }
}"""


def test_lines_of_many_tasks_are_complete_and_in_order(cells):
    first = cells.run(PRINT % (100, 100))
    assert per_task(cells.text(first)) == {str(t): list(range(100)) for t in range(100)}


def test_a_hundred_thousand_lines_are_all_there(request):
    kernel = Cells(ASYNCLAB_OUTPUT_LINES="100000")
    request.addfinalizer(kernel.end)
    first = kernel.run(PRINT % (100, 1000))
    assert per_task(kernel.text(first)) == {str(t): list(range(1000)) for t in range(100)}
    streams = [c for kind, c in kernel.messages[first] if kind == "stream"]
    assert len(streams) < 2000, "gathered"


def test_too_many_lines_are_cut_and_the_rest_is_in_a_file(cells):
    first = cells.run(PRINT % (100, 1000))
    shown = cells.text(first)
    assert shown.count("\n") == 20_000
    note = cells.shown(first)[-1]
    assert note.startswith("Cut here: one cell shows 20,000 lines or 2,000,000 characters. The rest, 80,000 lines so far, is in ")
    rest = Path(re.search(r"is in (\S+)", note)[1]).read_text()
    assert per_task(shown + rest) == {str(t): list(range(1000)) for t in range(100)}
    after = cells.run('System.out.println("the next cell"); 1 + 1')
    assert cells.text(after) == "the next cell\n"


def test_too_many_characters_are_cut(cells):
    first = cells.run('for (int i = 0; i < 3000; i++) System.out.println("x".repeat(1000));')
    assert 1_990_000 < len(cells.text(first)) <= 2_000_000
    assert "1,003 lines so far" in cells.shown(first)[-1] or "1,002 lines so far" in cells.shown(first)[-1]


def test_lines_printed_in_parts_do_not_mix(cells):
    first = cells.run("""var two = new ArrayList<Thread>();
        for (var word : List.of("ab", "cd")) two.add(Thread.ofPlatform().start(() -> { for (int i = 0; i < 2000; i++) {
            System.out.print(word.charAt(0)); Thread.yield(); System.out.print(word.charAt(1) + "\\n"); } }));
        for (var t : two) t.join();""")
    lines = cells.text(first).splitlines()
    assert not [line for line in lines if set(line) & set("ab") and set(line) & set("cd")]
    assert lines.count("ab") > 1900 and "".join(lines).count("a") == 2000 == "".join(lines).count("d")


def test_a_prompt_without_a_line_end_appears_while_the_cell_waits(cells):
    asked = cells.send('System.out.print("Name? "); pause(1500); System.out.println("Ada");')
    cells.until(lambda: cells.text(asked) == "Name? ")
    assert asked not in cells.idle
    cells.until(lambda: asked in cells.idle)
    assert cells.text(asked) == "Name? Ada\n"


def test_what_is_asked_comes_before_the_prompt(cells):
    asked = cells.send('System.out.print("Name? "); System.out.println("Hello " + new java.util.Scanner(System.in).nextLine());')
    prompt = cells.client.get_stdin_msg(timeout=LIMIT)
    assert prompt["msg_type"] == "input_request"
    cells.until(lambda: cells.text(asked) == "Name? ")
    cells.client.input("Ada")
    cells.until(lambda: asked in cells.idle)
    assert cells.text(asked) == "Name? Hello Ada\n"


def test_pictures_and_text_keep_their_order(cells):
    asked = cells.run("""System.out.println("a"); System.out.print("b"); Screen.current().show(Picture.of("picture"));
        System.out.println("c"); System.err.println("d"); display("e"); 42""")
    order = [content.get("text") or content["data"]["text/plain"] for _, content in cells.messages[asked]]
    assert "".join(order).replace("\n", "") == "abpicturecde42"


def test_characters_split_over_writes_are_whole(cells):
    asked = cells.run('for (byte b : "héllo € \\uD83D\\uDE00\\n".getBytes("UTF-8")) System.out.write(b);')
    assert cells.text(asked) == "héllo € \U0001F600\n"


def test_closing_the_stream_ends_nothing(cells):
    asked = cells.run('System.out.print("before"); System.out.close(); System.out.println(" and after");')
    assert cells.text(asked) == "before and after\n"


def test_interrupted_threads_print_whole_lines(cells):
    asked = cells.run("""var writers = new ArrayList<Thread>();
        for (int t = 0; t < 4; t++) { int task = t; writers.add(Thread.ofPlatform().start(() -> { for (int i = 0; i < 500; i++) System.out.println(task + ":" + i); })); }
        while (writers.stream().anyMatch(Thread::isAlive)) { writers.forEach(Thread::interrupt); Thread.sleep(1); }""")
    assert per_task(cells.text(asked)) == {str(t): list(range(500)) for t in range(4)}


LATE = 'Thread.ofVirtual().name("late").start(() -> { try { Thread.sleep(%d); } catch (InterruptedException e) { return; } System.out.println("late"); });'


def test_without_a_browser_a_cell_stays_busy_until_its_tasks_end(cells):
    asked = cells.run(LATE % 700, cell=None, stdin=False)
    assert cells.text(asked) == "late\n"
    assert re.match(r"Waited [\d.]+ m?s for 1 task of this cell, as nothing shows", cells.shown(asked)[0])


def test_nbclient_keeps_what_comes_late():
    notebook = new_notebook(cells=[new_code_cell(LATE % 700), new_code_cell("1 + 1")])
    NotebookClient(notebook, timeout=60, kernel_name="java").execute()
    nbformat.validate(notebook)
    assert [o.get("text") or o.data["text/plain"] for o in notebook.cells[0].outputs][0] == "late\n"
    assert len(notebook.cells[0].outputs) == 2 and len(notebook.cells[1].outputs) == 1


@pytest.mark.promise
def test_the_wait_is_bounded_and_says_what_goes_on(cells):
    cells.run("%tasks wait 1")
    begin = time.monotonic()
    with within(2):
        asked = cells.run(LATE % 60_000)
    assert time.monotonic() - begin >= 1
    assert "1 task of this cell is still running: late · " in cells.shown(asked)[0]
    cells.run("%tasks wait auto")
    asked = cells.run(LATE % 60_000)
    assert cells.shown(asked)[0].startswith("1 task of this cell is still running: late")


def test_an_interrupt_ends_the_wait(cells):
    asked = cells.send(LATE % 600_000 + ' System.out.println("all started");', cell=None, stdin=False)
    cells.until(lambda: cells.text(asked) == "all started\n")
    cells.listen(1)
    assert asked not in cells.idle
    cells.manager.interrupt_kernel()
    cells.until(lambda: asked in cells.idle)


def test_a_silent_cell_says_nothing_of_its_tasks(cells):
    asked = cells.run(LATE % 60_000, silent=True)
    assert cells.shown(asked) == []
