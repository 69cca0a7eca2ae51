"""A kernel and what it answers and publishes, request by request."""

from collections import defaultdict

from kernels import LIMIT, Started


class Kernel(Started):
    def __init__(self):
        super().__init__()
        self.heard = defaultdict(list)  # what is published, by the id of the request that it is for

    def run(self, code: str, **request) -> tuple[dict, list[dict]]:
        """A cell's reply and what is published for it between busy and idle."""
        return self.replies([self.client.execute(code, **request)])[0]

    def replies(self, asked: list[str], control: bool = False) -> list[tuple[dict, list[dict]]]:
        """The reply to each request and what is published for it between busy and idle."""
        get = self.client.get_control_msg if control else self.client.get_shell_msg
        replies = {}
        while len(replies) < len(asked):
            reply = get(timeout=LIMIT)
            if reply["parent_header"]["msg_id"] in asked:
                replies[reply["parent_header"]["msg_id"]] = reply["content"]
        published = {message: self.published(message) for message in asked}
        return [(replies[message], published[message]) for message in asked]

    def await_text(self, asked: str, text: str) -> None:
        """Until a cell that runs has printed something."""
        while not any(message["content"].get("text") == text for message in self.heard[asked]):
            self.hear()

    def hear(self) -> None:
        message = self.client.get_iopub_msg(timeout=LIMIT)
        self.heard[message["parent_header"].get("msg_id")].append(message)

    def published(self, asked: str) -> list[dict]:
        """All that is published for a request, which begins with busy and ends with idle."""
        while not self.heard[asked] or self.heard[asked][-1]["content"].get("execution_state") != "idle":
            self.hear()
        found = self.heard.pop(asked)
        assert found[0]["content"] == {"execution_state": "busy"}
        return found[1:-1]

    def send(self, kind: str, content: dict, channel: str = "shell") -> str:
        message = self.client.session.msg(kind, content)
        getattr(self.client, f"{channel}_channel").send(message)
        return message["header"]["msg_id"]


def kinds(published: list[dict]) -> list[str]:
    return [message["msg_type"] for message in published]
