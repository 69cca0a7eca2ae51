"""The rules every lesson keeps, and the program that checks them.

    python tests/notebook_rules.py notebooks/01-waiting.ipynb          one line for each broken rule; exit status 1 if any
    python tests/notebook_rules.py --fix notebooks/01-waiting.ipynb    repairs what a machine can: outputs, counts, metadata, ids, form

The parts of a lesson are found by their headings, or by a paragraph that begins in bold: "Goals" (or "you can"), "Words",
"Predict", "Recall" (five questions: <details> or list items), "When to use", "Python", "Next".
"""

import argparse
import re
import sys
from pathlib import Path

import nbformat

import prose
import rules_of_form  # noqa: F401  they add themselves to RULES
import rules_of_text  # noqa: F401
from lesson import RULES, Lesson, Problem, is_named, written


def check(path: Path) -> list[Problem]:
    """Every broken rule of a notebook, in the order of the rules."""
    try:
        lesson = Lesson(path)
    except (ValueError, KeyError, TypeError) as broken:
        return [Problem("format", path.name, f"is not a notebook: {broken!r}")]
    return [Problem(name, f"{path.name} {where}".strip(), message) for name, r in RULES.items() for where, message in r(lesson)]


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
