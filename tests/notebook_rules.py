"""The rules every lesson keeps, and the program that checks them.

    python tests/notebook_rules.py notebooks/01-waiting.ipynb          one line for each broken rule; exit status 1 if any
    python tests/notebook_rules.py --fix notebooks/01-waiting.ipynb    repairs what a machine can: outputs, counts, metadata, ids, form

The parts of a lesson are found by their headings, or by a paragraph that begins in bold: "Goals" (or "you can"), "Words",
"Predict", "Recall" (five questions: <details> or list items), "When to use", "Python", "Next".
"""

import argparse
import json
import re
import sys
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

import nbformat

import prose
from paths import ROOT


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
        self.sections = prose.sections([(i, source(c)) for i, c in self.text], "|".join(PARTS.values()))

    def where(self, index: int) -> str:
        return f"cell {index + 1} ({self.cells[index].get('id', 'no id')})"


Rule = Callable[[Lesson], Iterator[tuple[str, str]]]
RULES: dict[str, Rule] = {}


def rule(function: Rule) -> Rule:
    RULES[function.__name__.replace("_", "-")] = function
    return function


def source(cell) -> str:
    return cell["source"] if isinstance(cell["source"], str) else "".join(cell["source"])


def check(path: Path) -> list[Problem]:
    """Every broken rule of a notebook, in the order of the rules."""
    try:
        lesson = Lesson(path)
    except (ValueError, KeyError, TypeError) as broken:
        return [Problem("format", path.name, f"is not a notebook: {broken!r}")]
    return [Problem(name, f"{path.name} {where}".strip(), message) for name, r in RULES.items() for where, message in r(lesson)]


# --- the file -----------------------------------------------------------------------------------------------------


@rule
def file_name(lesson):
    if not re.fullmatch(r"(\d\d|A\d)-[a-z0-9]+(-[a-z0-9]+)*\.ipynb", lesson.path.name):
        yield "", "is not named like 01-waiting.ipynb"


@rule
def format(lesson):
    version = (lesson.json.get("nbformat"), lesson.json.get("nbformat_minor"))
    if version != (4, 5):
        yield "", f"is notebook format {version[0]}.{version[1]}, not 4.5"
        return
    for error in nbformat.validator.iter_validate(lesson.json, version=4, version_minor=5):
        yield "", f"does not follow the notebook format: {error.message}"
        return
    if lesson.raw != written(nbformat.from_dict(lesson.json)):
        yield "", "is not written as JupyterLab writes it (one space of indent, sorted keys): run this program with --fix"


@rule
def kernel(lesson):
    metadata = lesson.json.get("metadata", {})
    spec, language = metadata.get("kernelspec", {}), metadata.get("language_info", {})
    if spec.get("name") != "java" or spec.get("language") != "java" or language.get("name", "java").lower() != "java":
        yield "", f"must ask for the kernel `java` with language java, not {spec.get('name')!r} with {spec.get('language')!r}"


NOTEBOOK_METADATA = {
    "kernelspec": {"display_name", "language", "name"},
    "language_info": {"name", "file_extension", "mimetype"},
}


@rule
def metadata(lesson):
    for key, value in lesson.json.get("metadata", {}).items():
        extra = {key} if key not in NOTEBOOK_METADATA else set(value) - NOTEBOOK_METADATA[key]
        if extra:
            yield "", f"has metadata nobody needs: {', '.join(sorted(extra))}"
    for i, cell in enumerate(lesson.cells):
        if extra := set(cell.get("metadata", {})) - {"tags"}:
            yield lesson.where(i), f"has metadata nobody needs: {', '.join(sorted(extra))}"


@rule
def outputs(lesson):
    for i, cell in lesson.code:
        if cell.get("outputs"):
            yield lesson.where(i), "is committed with its output"


@rule
def execution_counts(lesson):
    for i, cell in lesson.code:
        if cell.get("execution_count") is not None:
            yield lesson.where(i), f"is committed with its number [{cell['execution_count']}]"


def is_named(cell_id: str) -> bool:
    """Words with hyphens, and not the random characters that editors give."""
    return bool(re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", cell_id)) and not re.fullmatch(r"[0-9a-f-]{8,}", cell_id)


@rule
def cell_ids(lesson):
    seen: set[str] = set()
    for i, cell in enumerate(lesson.cells):
        cell_id = cell.get("id", "")
        if not is_named(cell_id):
            yield lesson.where(i), f"needs an id in words, such as predict-1, not {cell_id!r}"
        elif cell_id in seen:
            yield lesson.where(i), f"has the id {cell_id!r} of an earlier cell"
        seen.add(cell_id)


# --- code cells ---------------------------------------------------------------------------------------------------


@rule
def imports(lesson):
    for n, (i, cell) in enumerate(lesson.code):
        code = source(cell)
        if n == 0 and not re.search(r"^\s*import asynclab\.", code, re.M):
            yield lesson.where(i), "is the first code cell and must import asynclab.*"
        if n > 0 and re.search(r"(^|;)\s*import\s+[\w.]+", without_texts(code), re.M):
            yield lesson.where(i), "imports; only the first code cell does"


@rule
def code_length(lesson):
    lengths = [(i, len(source(c).strip().splitlines())) for i, c in lesson.code]
    for i, lines in lengths:
        if lines > 25:
            yield lesson.where(i), f"has {lines} lines; 25 is the most, longer code belongs in lib"
        if lines == 0:
            yield lesson.where(i), "is empty"
    if long := [n for _, n in lengths if n > 12]:
        if len(long) > len(lengths) / 10:
            yield "", f"{len(long)} of {len(lengths)} code cells have more than 12 lines; 1 of 10 may"
    if sum(1 for _, n in lengths if n > 5) * 2 > len(lengths):
        yield "", f"{sum(1 for _, n in lengths if n > 5)} of {len(lengths)} code cells have more than 5 lines; most should not"


@rule
def code_form(lesson):
    for i, cell in lesson.code:
        for number, line in enumerate(source(cell).splitlines(), 1):
            if len(line) > 100:
                yield lesson.where(i), f"line {number} has {len(line)} columns; 100 is the most"
            if "\t" in line or line != line.rstrip():
                yield lesson.where(i), f"line {number} has a tab or ends in spaces"


@rule
def offline(lesson):
    for i, cell in lesson.code:
        code = source(cell)
        for host in re.findall(r"(?i)\b(?:https?|wss?|ftp)://([^/\s\"':]+)", code):
            if host not in ("127.0.0.1", "localhost"):
                yield lesson.where(i), f"names the host {host}; lessons talk to the practice web only"
        if magic := re.search(r"^\s*%%?(maven\w*|loadFromPOM|addMavenDependenc\w+|classpath|mavenRepo)\b", code, re.M):
            yield lesson.where(i), f"loads classes with {magic.group().strip()}; the library is already there"


def without_texts(code: str) -> str:
    """Java without what is inside strings and comments."""
    pattern = r'"""[\s\S]*?"""|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])\'|//[^\n]*|/\*[\s\S]*?\*/'
    return re.sub(pattern, lambda m: '""' if m.group()[0] in "\"'" else " ", code)


# --- text cells ---------------------------------------------------------------------------------------------------


@rule
def text_length(lesson):
    for i, cell in lesson.text:
        if (words := prose.word_count(source(cell))) > 120:
            yield lesson.where(i), f"has {words} words; 120 is the most (tables and folded answers count, code blocks do not)"


@rule
def balance(lesson):
    if not 0.6 <= len(lesson.text) / max(1, len(lesson.code)) <= 2:
        yield "", f"has {len(lesson.text)} text cells and {len(lesson.code)} code cells; about one for one is right"


@rule
def vocabulary(lesson):
    python = {s.cell for s in lesson.sections if "python" in s.label.lower()}
    for i, cell in lesson.text:
        if i not in python:
            for word, instead in prose.banned_words(prose.text_of(source(cell), code=False)):
                yield lesson.where(i), f"says {word!r}; the course says {instead}"
    for i, cell in lesson.code:
        for word, instead in prose.banned_words_in_code(source(cell)):
            yield lesson.where(i), f"says {word!r} in code; the course says {instead}"


@rule
def alt_text(lesson):
    for i, cell in lesson.text:
        for src, alt in prose.pictures(source(cell)):
            if len(alt.split()) < 3:
                yield lesson.where(i), f"shows {src} without saying in words what it shows (alt text)"


@rule
def live_links(lesson):
    anchors = {re.sub(r"\s", "-", text) for _, c in lesson.text for _, text in prose.headings(source(c))}
    for i, cell in lesson.text:
        for target in prose.links(source(cell)) + [src for src, _ in prose.pictures(source(cell))]:
            if reason := dead(target, lesson.path, anchors, cell.get("attachments", {})):
                yield lesson.where(i), reason
        for src, _ in prose.pictures(source(cell)):
            if urlsplit(src).scheme in ("http", "https"):
                yield lesson.where(i), f"shows {src} from the internet; a lesson works offline"


def dead(target: str, path: Path, anchors: set[str], attachments) -> str | None:
    """Why a link leads nowhere, or None; addresses on the internet are not visited."""
    url = urlsplit(target)
    if url.scheme == "attachment":
        return None if url.path in attachments else f"shows {target}, which is not attached"
    if url.scheme or url.netloc:
        return None
    if not url.path:
        return None if unquote(url.fragment) in anchors else f"links to {target}, and no heading is named so"
    linked = (path.parent / unquote(url.path)).resolve()
    if not linked.is_relative_to(ROOT) and not linked.is_relative_to(path.parent.resolve()):
        return f"links to {target}, outside of the project"
    return None if linked.exists() else f"links to {target}, which does not exist"


# --- the parts of a lesson ----------------------------------------------------------------------------------------

PARTS = {
    "goals": r"\bgoals?\b|\byou (can|will)\b",
    "words": r"\bwords?\b",
    "predict": r"\bpredict",
    "recall": r"\brecall\b|\bremember\b",
    "when": r"\bwhen (to|not)\b|\bwhen do\b",
    "python": r"\bpython\b",
    "next": r"\bnext\b",
}
NOT_IN_THE_FIRST = {"predict", "when", "python"}  # lesson 00 shows the tools and teaches no idea of the field yet


@rule
def title(lesson):
    tops = [(i, text) for i, c in lesson.text for level, text in prose.headings(source(c)) if level == 1]
    if not lesson.cells or lesson.cells[0]["cell_type"] != "markdown" or [i for i, _ in tops] != [0]:
        yield "", "must begin with its title, the only heading of the first level"
    elif not re.search(r"\w+ \w+ \w+.*[.!?:]", prose.text_of(source(lesson.cells[0]).split("\n", 1)[-1], code=True), re.S):
        yield lesson.where(0), "must promise in one sentence under the title what the lesson gives"


@rule
def minutes_and_needs(lesson):
    opening = " ".join(prose.text_of(source(c), code=True) for _, c in lesson.text[:4])
    if not re.search(r"\b\d+\s+min(utes)?\b", opening) or not re.search(r"(?i)\bneeds?\b", opening):
        yield "", "must say near its beginning how many minutes it takes and what it needs"


@rule
def anatomy(lesson):
    wanted = [p for p in PARTS if not (lesson.path.name.startswith("00-") and p in NOT_IN_THE_FIRST)]
    found = {p: [n for n, s in enumerate(lesson.sections) if s.level != 1 and re.search(PARTS[p], s.label, re.I)] for p in wanted}
    for part in wanted:
        if not found[part]:
            yield "", f"has no part {part!r}: no heading or bold beginning matches /{PARTS[part]}/"
    if not all(found.values()):
        return
    # goals, words and the prediction open a lesson, so their first label counts; of the closing parts the last one
    order = [found[p][0] if p in ("goals", "words", "predict") else found[p][-1] for p in wanted]
    if order != sorted(order):
        yield "", f"has its parts out of order; the order is {', '.join(wanted)}"
    goals, recall, following = (lesson.sections[order[wanted.index(p)]] for p in ("goals", "recall", "next"))
    if not 1 <= goals.list_items() <= 4:
        yield lesson.where(goals.cell), f"lists {goals.list_items()} goals; 1 to 4 is right"
    # the questions may go on in the next cells, up to the next label
    if (questions := recall.count("details") or recall.list_items()) != 5:
        yield lesson.where(recall.cell), f"asks {questions} questions to recall; five is right"
    if not any(link.endswith(".ipynb") for link in following.links()) and _later_lesson_exists(lesson):
        yield lesson.where(following.cell), "must link to the lesson that comes next"


def _later_lesson_exists(lesson) -> bool:
    return any(p.name > lesson.path.name for p in lesson.path.parent.glob("[0-9A]*.ipynb"))


# --- repair and command line --------------------------------------------------------------------------------------


def written(notebook) -> str:
    """The one form of a notebook file, so that saving it again changes only what was changed."""
    return nbformat.v4.writes(nbformat.v4.nbjson.rejoin_lines(deepcopy(notebook))) + "\n"


def repair(path: Path) -> bool:
    """Removes what a run left behind and names the cells after their sections; says whether anything changed."""
    notebook = nbformat.read(path, as_version=4)
    notebook.nbformat_minor = 5
    notebook.metadata = nbformat.from_dict({
        "kernelspec": {"display_name": "Java", "language": "java", "name": "java"},
        "language_info": {"file_extension": ".java", "mimetype": "text/x-java-source", "name": "java"},
    })
    slug, taken = "start", {c.get("id") for c in notebook.cells if is_named(c.get("id", ""))}
    for cell in notebook.cells:
        if cell.cell_type == "markdown" and (found := prose.headings(cell.source)):
            slug = "-".join(re.findall(r"[a-z0-9]+", found[-1][1].lower())[:3]) or slug
        if not is_named(cell.get("id", "")):
            base = slug if is_named(slug) else f"cell-{slug}"
            cell.id = next(n for k in range(1, 1000) if (n := f"{base}-{k}") not in taken)
            taken.add(cell.id)
        cell.metadata = nbformat.from_dict({k: v for k, v in cell.metadata.items() if k == "tags"})
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    fixed = written(notebook)
    changed = fixed != path.read_text(encoding="utf-8")
    if changed:
        path.write_text(fixed, encoding="utf-8")
    return changed


def main() -> int:
    arguments = argparse.ArgumentParser(description="Checks notebooks against the rules of the course.")
    arguments.add_argument("notebooks", nargs="+", type=Path)
    arguments.add_argument("--fix", action="store_true", help="repair what a machine can repair, then check")
    options = arguments.parse_args()
    problems = []
    for path in options.notebooks:
        if not path.is_file():
            arguments.error(f"{path} is not a file")
        if options.fix and repair(path):
            print(f"{path}: repaired")
        problems += check(path)
    for problem in problems:
        print(problem)
    print(f"{len(options.notebooks)} notebooks, {len(problems)} broken rules")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
