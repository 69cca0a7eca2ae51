"""Rules for the notebook file and for its code cells."""

import re

import nbformat

from lesson import OWN_KERNEL, is_named, rule, source, written

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
        tags = cell.get("metadata", {}).get("tags", [])
        if isinstance(tags, list) and (unknown := [tag for tag in tags if tag != OWN_KERNEL]):
            yield lesson.where(i), f"has tags that nothing reads: {', '.join(map(str, unknown))}; {OWN_KERNEL} is known"


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
