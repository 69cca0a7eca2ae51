"""The kernel's part of Jupyter's protocol: the Jupyter project's own tests, and what they leave out."""

import jupyter_kernel_test
import pytest
from kernel_client import LIMIT, Kernel, kinds


class ConformanceTest(jupyter_kernel_test.KernelTests):
    """https://github.com/jupyter/jupyter_kernel_test, with Java for its samples."""

    kernel_name = "java"
    language_name = "Java"
    file_extension = ".jshell"
    code_hello_world = 'System.out.println("hello, world")'
    code_stderr = 'System.err.println("to stderr")'
    code_generate_error = 'throw new IllegalStateException("on purpose");'
    code_execute_result = [{"code": "6 * 7", "result": "42"}, {"code": '"a" + 1', "result": "a1"}, {"code": "6 * 7", "result": "42"}]
    code_display_data = [{"code": 'display("shown")', "mime": "text/plain"}, {"code": 'display("<b>", "text/html")', "mime": "text/html"}]
    code_inspect_sample = "System.out"
    code_page_something = "%doc String.strip"
    code_clear_output = "%clear"
    code_history_pattern = "6 * 7"
    supported_history_operations = ("tail", "range", "search")
    completion_samples = [
        {"text": "System.out.print", "matches": {"print(", "printf(", "println("}},
        {"text": "%ti", "matches": {"%time", "%timeline"}},
        {"text": "no.such.thing", "matches": set()},
    ]
    complete_code_samples = ["1 + 1", "int x = 1;", "void go() {}", "", "// a comment", "%time", "%%time\nint y = 1;"]
    incomplete_code_samples = ["void go() {", "int x =", "for (int i = 0; i < 3; i++) {\n    go();", '"""\nText']
    invalid_code_samples = ["int x = = 3;", "class 1 {}", ")"]


@pytest.fixture
def kernel(shared):
    return shared(Kernel)


# --- execution ----------------------------------------------------------------------------------------------------


def test_a_silent_cell_shows_and_counts_nothing(kernel):
    before = kernel.run("1")[0]["execution_count"]
    reply, published = kernel.run("2 + 2", silent=True)
    assert reply["status"] == "ok" and kinds(published) == []
    assert kernel.run("1")[0]["execution_count"] == before + 1


def test_a_cell_that_is_not_stored_does_not_count_but_shows_its_value(kernel):
    before = kernel.run("1")[0]["execution_count"]
    reply, published = kernel.run("40 + 2", store_history=False)
    assert kinds(published) == ["execute_input", "execute_result"]
    assert kernel.run("1")[0]["execution_count"] == before + 1
    history = kernel.client.history(hist_access_type="tail", n=2, reply=True, timeout=LIMIT)["content"]["history"]
    assert [entry[2] for entry in history] == ["1", "1"]


def test_expressions_beside_a_cell_are_evaluated_each_for_itself(kernel):
    reply, published = kernel.run("int a = 6;", user_expressions={"product": "a * 7", "wrong": "a +", "unknown": "nobody"})
    values = reply["user_expressions"]
    assert values["product"]["status"] == "ok" and values["product"]["data"] == {"text/plain": "42"}
    assert values["wrong"]["status"] == "error" and values["unknown"]["status"] == "error"
    assert values["unknown"]["ename"] and isinstance(values["unknown"]["traceback"], list)
    assert kinds(published) == ["execute_input"]


def test_cells_that_wait_behind_one_that_fails_are_not_run(kernel):
    cells = ["Thread.sleep(300); throw new RuntimeException();", "int never = 1;", "int neither = 2;"]
    asked = [kernel.client.execute(cell) for cell in cells]
    info = kernel.client.kernel_info()
    failed, second, third, answer = kernel.replies([*asked, info])
    assert failed[0]["status"] == "error"
    assert [second[0]["status"], third[0]["status"]] == ["aborted", "aborted"]
    assert kinds(second[1]) == []
    assert answer[0]["status"] == "ok"  # a question among them is answered
    assert kernel.run("never")[0]["status"] == "error"
    assert kernel.run("1 + 1")[0]["status"] == "ok"


def test_cells_go_on_after_a_failure_if_the_front_end_wants_that(kernel):
    asked = [kernel.client.execute(cell, stop_on_error=False) for cell in ["Thread.sleep(100); throw new RuntimeException();", "int later = 1;"]]
    assert [reply["status"] for reply, _ in kernel.replies(asked)] == ["error", "ok"]


def test_who_sends_the_next_cell_after_the_failure_is_known_gets_it_run(kernel):
    for _ in range(5):
        assert kernel.run("throw new RuntimeException();")[0]["status"] == "error"
        assert kernel.run("1 + 1")[0]["status"] == "ok"


# --- input --------------------------------------------------------------------------------------------------------

ASK = 'System.out.print("Name? "); var name%d = new Scanner(System.in).nextLine(); "Hello " + name%d'


def test_a_program_asks_the_learner_for_input(kernel):
    for number, name in enumerate(["Ada", "Zoë Ω"]):
        asked = kernel.client.execute(ASK % (number, number), allow_stdin=True)
        request = kernel.client.get_stdin_msg(timeout=LIMIT)
        assert request["msg_type"] == "input_request" and request["parent_header"]["msg_id"] == asked
        kernel.client.input(name)
        [(reply, published)] = kernel.replies([asked])
        assert reply["status"] == "ok"
        assert kinds(published) == ["execute_input", "stream", "execute_result"]
        assert published[-1]["content"]["data"]["text/plain"] == "Hello " + name


def test_without_a_person_there_is_nothing_to_read(kernel):
    reply, _ = kernel.run("System.in.read()", allow_stdin=False)
    assert reply["status"] == "ok"
    assert kernel.run("System.in.read()", allow_stdin=False)[1][-1]["content"]["data"] == {"text/plain": "-1"}


def test_a_prompt_ends_with_an_interrupt_and_the_next_one_gets_the_next_answer(kernel):
    asked = kernel.client.execute("System.in.read()", allow_stdin=True)
    kernel.client.get_stdin_msg(timeout=LIMIT)
    kernel.manager.interrupt_kernel()
    [(reply, _)] = kernel.replies([asked])
    assert reply["status"] == "error"
    asked = kernel.client.execute("(char) System.in.read()", allow_stdin=True)
    kernel.client.get_stdin_msg(timeout=LIMIT)
    kernel.client.input("yes")
    [(reply, published)] = kernel.replies([asked])
    assert published[-1]["content"]["data"] == {"text/plain": "y"}


# --- questions ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind, channel", [("no_such_request", "shell"), ("usage_request", "control"), ("debug_request", "control")])
def test_a_request_that_the_kernel_does_not_know_gets_busy_and_idle(kernel, kind, channel):
    assert kernel.published(kernel.send(kind, {}, channel)) == []


def test_a_request_without_what_it_needs_is_an_error_and_the_kernel_goes_on(kernel):
    for kind in ("complete_request", "inspect_request", "is_complete_request", "execute_request"):
        [(reply, _)] = kernel.replies([kernel.send(kind, {})])
        assert reply["status"] == "error"
    kernel.send("history_request", {})  # not even its kind is known: nobody can answer
    assert kernel.run("1 + 1")[0]["status"] == "ok"


def test_a_message_with_a_wrong_signature_is_not_read(kernel):
    right = kernel.client.session.key
    kernel.client.session.key = b"wrong"
    kernel.send("execute_request", {"code": "int forged = 1;", "silent": False})
    kernel.client.session.key = right
    assert kernel.run("forged")[0]["status"] == "error"


def test_the_control_channel_answers_while_a_cell_runs(kernel):
    asked = kernel.client.execute(f'System.out.println("go"); Thread.sleep({10 * LIMIT}_000);')
    kernel.await_text(asked, "go\n")
    [(info, _)] = kernel.replies([kernel.send("kernel_info_request", {}, "control")], control=True)
    assert info["status"] == "ok" and info["language_info"]["name"] == "Java"
    kernel.manager.interrupt_kernel()
    kernel.replies([asked])


def test_a_comm_without_a_target_is_closed(kernel):
    published = kernel.published(kernel.send("comm_open", {"comm_id": "a", "target_name": "nobody", "data": {}}))
    assert kinds(published) == ["comm_close"] and published[0]["content"]["comm_id"] == "a"


def test_a_comm_goes_both_ways(kernel):
    reply, _ = kernel.run("""
        import org.dflib.jjava.jupyter.kernel.comm.*;
        import org.dflib.jjava.jupyter.messages.*;
        import org.dflib.jjava.jupyter.messages.comm.*;
        kernel().getCommManager().registerTarget("echo", (manager, id, target, open) -> new Comm(manager, id, target) {
            protected void onMessage(Message<CommMsgCommand> message) { send(message.getContent().getData()); }
            protected void onClose(Message<CommCloseCommand> message, boolean sending) {}
        });""")
    assert reply["status"] == "ok", reply
    assert kernel.published(kernel.send("comm_open", {"comm_id": "b", "target_name": "echo", "data": {}})) == []
    [(info, _)] = kernel.replies([kernel.send("comm_info_request", {"target_name": "echo"})])
    assert info == {"status": "ok", "comms": {"b": {"target_name": "echo"}}}
    [echo] = kernel.published(kernel.send("comm_msg", {"comm_id": "b", "data": {"said": "hello"}}))
    assert echo["content"]["data"] == {"said": "hello"}


# --- magics -------------------------------------------------------------------------------------------------------


def test_time_counts_what_runs_and_not_what_is_compiled(kernel):
    _, published = kernel.run('%time System.out.print("two  spaces"); Thread.sleep(200);')
    assert [message["content"].get("text") for message in published if message["msg_type"] == "stream"] == ["two  spaces"]
    told = published[-1]["content"]["data"]["text/plain"]
    assert 0.2 <= float(told.split()[2]) and "processor" in told
    _, published = kernel.run("%%time\nint timed = 6;\ntimed * 7")
    assert [published[-1]["content"]["data"]["text/plain"], kinds(published)[-2:]] == ["42", ["display_data", "execute_result"]]


def test_every_magic_has_a_line_of_help(kernel):
    _, published = kernel.run("%help")
    lines = published[-1]["content"]["data"]["text/plain"].splitlines()
    assert [line for line in lines if len(line.split(None, 1)) < 2] == []
    assert {"%help", "%time", "%%time", "%tasks", "%stop", "%%timeline"} <= {line.split()[0] for line in lines}
