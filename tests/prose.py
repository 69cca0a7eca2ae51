"""Markdown as a reader sees it: words, sections, links and pictures. Used for text cells and for the documents."""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from bs4 import BeautifulSoup, Tag
from markdown_it import MarkdownIt

_MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable("table")
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}

# Words of docs/design.md, section 6: what is not said -> what is said instead
BANNED = {
    r"nurser(y|ies)": "task scope",
    r"task[ -]groups?": "task scope",
    r"spawn(s|ed|ing)?": "fork",
    r"launch(es|ed|ing)?": "fork or start",
    r"submit(s|ted|ting)?": "fork",
    r"expiry|expiries|expiration": "deadline",
    r"ttl": "deadline or timeout",
    r"kill(s|ed|ing)?": "cancel or end",
    r"abort(s|ed|ing)?": "cancel",
    r"tokens?(?! bucket)": "permit",
    r"qps": "rate",
    r"throttl(e|es|ed|ing)": "concurrency limit or politeness",
    r"random sleeps?": "jitter",
    r"(url|crawl)[ -]?queues?": "frontier",
    r"downloaders?": "fetcher",
    r"workers?": "carrier",
}
_BANNED = re.compile(r"\b(?:" + "|".join(f"(?P<w{i}>{p})" for i, p in enumerate(BANNED)) + r")\b", re.I)


@lru_cache(maxsize=256)
def _render(markdown: str) -> str:
    return _MARKDOWN.render(markdown)


def parse(markdown: str) -> BeautifulSoup:
    return BeautifulSoup(_render(markdown), "html.parser")


def text_of(markdown: str, code: bool) -> str:
    """What is read aloud; code blocks never count, words in code style only if asked for."""
    soup = parse(markdown)
    for element in soup.find_all(["pre"] if code else ["pre", "code"]):
        element.replace_with(" ")
    return soup.get_text(" ")


def word_count(markdown: str) -> int:
    return sum(1 for word in text_of(markdown, code=True).split() if re.search(r"\w", word))


def banned_words(text: str) -> list[tuple[str, str]]:
    """Each word that the vocabulary does not use, with the one it uses."""
    said = list(BANNED.values())
    return [(m.group(), said[int(m.lastgroup[1:])]) for m in _BANNED.finditer(text) if m.lastgroup]


def banned_words_in_code(code: str) -> list[tuple[str, str]]:
    """The same in names, comments and strings; calls of the JDK's own methods by name are fine."""
    code = re.sub(r"\.(submit|abort)\s*\(|::(submit|abort)\b|https?://\S+", " ", code)
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|_", " ", code)
    return banned_words(words)


def links(markdown: str) -> list[str]:
    return [str(a["href"]) for a in parse(markdown).find_all("a", href=True)]


def pictures(markdown: str) -> list[tuple[str, str]]:
    """Each picture's source and alternative text."""
    return [(str(i.get("src", "")), str(i.get("alt", ""))) for i in parse(markdown).find_all("img")]


def headings(markdown: str) -> list[tuple[int, str]]:
    return [(int(h.name[1]), h.get_text(" ", strip=True)) for h in parse(markdown).find_all(_HEADINGS)]


@dataclass
class Section:
    """What stands under a label: a heading, or a paragraph that begins in bold."""

    label: str
    level: int  # of the heading; 0 for a bold beginning
    cell: int
    elements: list[Tag] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join(e.get_text(" ") for e in self.elements)

    def count(self, tag: str) -> int:
        return sum((e.name == tag) + len(e.find_all(tag)) for e in self.elements)

    def list_items(self) -> int:
        return sum(len(e.find_all("li", recursive=False)) for e in self.elements if e.name in ("ul", "ol"))

    def links(self) -> list[str]:
        return [str(a["href"]) for e in self.elements for a in e.find_all("a", href=True)]


def sections(texts: list[tuple[int, str]], bold_labels: str) -> list[Section]:
    """The sections of text cells, given with their positions, in reading order, each up to the next label.

    A heading always begins one, a bold beginning only if it matches `bold_labels`.
    """
    found: list[Section] = []
    for position, markdown in texts:
        for element in parse(markdown).find_all(recursive=False):
            label = _label(element, bold_labels)
            if label is not None:
                found.append(Section(label, int(element.name[1]) if element.name in _HEADINGS else 0, position))
            if found:
                found[-1].elements.append(element)
    return found


def _label(element: Tag, bold_labels: str) -> str | None:
    if element.name in _HEADINGS:
        return element.get_text(" ", strip=True)
    first = element.contents[0] if element.name == "p" and element.contents else None
    if isinstance(first, Tag) and first.name == "strong" and re.search(bold_labels, first.get_text(" "), re.I):
        return first.get_text(" ", strip=True)
    return None
