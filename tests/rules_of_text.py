"""Rules for text cells and for the parts of a lesson."""

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import prose
from lesson import PARTS, rule, source

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
    if not linked.is_relative_to(path.parent.resolve()):
        return f"links to {target}, outside of the folder that JupyterLab shows"
    return None if linked.exists() else f"links to {target}, which does not exist"


# --- the parts of a lesson ----------------------------------------------------------------------------------------

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
