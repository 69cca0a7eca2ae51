"""A lesson's notebook as the rules see it, and the list of rules."""

import json
import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

import nbformat

import prose

# The parts of a lesson after its title, in their order, and how their headings are recognised
PARTS = {
    "goals": r"\bgoals?\b|\byou (can|will)\b",
    "words": r"\bwords?\b",
    "predict": r"\bpredict",
    "recall": r"\brecall\b|\bremember\b",
    "when": r"\bwhen (to|not)\b|\bwhen do\b",
    "python": r"\bpython\b",
    "next": r"\bnext\b",
}
LABELS = "|".join(PARTS.values())
OWN_KERNEL = "course-kernel"  # tags cells that stock JJava cannot run


@dataclass(frozen=True)
class Problem:
    rule: str
    where: str
    message: str

    def __str__(self) -> str:
        return f"{self.where}: {self.message}  [{self.rule}]"


class Lesson:
    """A notebook file, read once."""

    def __init__(self, path: Path):
        self.path = path
        self.raw = path.read_text(encoding="utf-8")
        self.json = json.loads(self.raw)
        if not isinstance(self.json, dict):
            raise ValueError("not an object")
        self.cells = self.json.get("cells", [])
        self.code = [(i, c) for i, c in enumerate(self.cells) if c["cell_type"] == "code"]
        self.text = [(i, c) for i, c in enumerate(self.cells) if c["cell_type"] == "markdown"]
        self.sections = prose.sections([(i, source(c)) for i, c in self.text], LABELS)

    def where(self, index: int) -> str:
        return f"cell {index + 1} ({self.cells[index].get('id', 'no id')})"


Rule = Callable[[Lesson], Iterator[tuple[str, str]]]
RULES: dict[str, Rule] = {}


def rule(function: Rule) -> Rule:
    RULES[function.__name__.replace("_", "-")] = function
    return function


def source(cell) -> str:
    return cell["source"] if isinstance(cell["source"], str) else "".join(cell["source"])


def is_named(cell_id: str) -> bool:
    """Words with hyphens, and not the random characters that editors give."""
    return bool(re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", cell_id)) and not re.fullmatch(r"[0-9a-f-]{8,}", cell_id)


def written(notebook) -> str:
    """The one form of a notebook file, so that saving it again changes only what was changed."""
    return nbformat.v4.writes(nbformat.v4.nbjson.rejoin_lines(deepcopy(notebook))) + "\n"
