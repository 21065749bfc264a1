"""Writing HTML safely: all that comes from an article is hostile until it went through here."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from html import escape

# Control characters that HTML forbids; tabs and line ends stay.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")

# Embeddings, overrides and isolates with their ends (Unicode standard annex 9).
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
# The same, and what is isolated and ends again, which turns nothing outside of it.
_OPEN_TURNS = re.compile("([\u2066-\u2068][^\u202a-\u202e\u2066-\u2069]*\u2069)|[\u202a-\u202e\u2066-\u2069]")
_RUN = re.compile(r"[«“]?[\u0600-\u06ff](?:[\u0600-\u06ff\s«»“”ـ-]*[\u0600-\u06ff»”])?")
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_LRI, _RLI, _PDI = "\u2066", "\u2067", "\u2069"


def esc(text: object) -> str:
    """Text for an element or a double-quoted attribute; control characters become U+FFFD."""
    return escape(_CONTROL.sub("\ufffd", str(text)), quote=True)


def has_arabic(text: str) -> bool:
    """True where the text holds an Arabic letter."""
    return _ARABIC.search(text) is not None


def name(text: str) -> str:
    """A name or a few words out of an article, isolated from the direction of what is around it."""
    lang = ' lang="ar"' if has_arabic(text) else ""
    return f"<bdi{lang}>{esc(text)}</bdi>"


def linked(text: str, address: str | None) -> str:
    """A name as `name` gives it, as a link where it has an address."""
    return f'<a href="{esc(address)}">{name(text)}</a>' if address else name(text)


def isolated(text: str) -> str:
    """A label of a drawing, isolated in its own direction: an `svg` of ours runs from left to right."""
    return f"{_RLI if has_arabic(text) else _LRI}{esc(text)}{_PDI}"


def lines_legend(lines: Iterable[tuple[str, str]]) -> str:
    """What the lines of a drawing mean: the class of each with its words."""
    items = "".join(
        f'<li><svg class="key" viewBox="0 0 34 8" aria-hidden="true"><path class="edge {style}" d="M1 4H33"/></svg> {esc(words)}</li>'
        for style, words in lines
    )
    return f'<ul class="legend">{items}</ul>'


def sentence(text: str, lang: str = "en") -> str:
    """A sentence of ours; in another language than Arabic each run of Arabic words is isolated, so that the order
    of what stands round it holds. Marks that turn the direction of all that follows are left out: they can't be seen."""
    if lang == "ar":
        return esc(_OPEN_TURNS.sub(lambda match: match.group(1) or "", text))
    text = _TURNS.sub("", text)
    out, at = [], 0
    for match in _RUN.finditer(text):
        out.append(esc(text[at:match.start()]))
        out.append(f'<bdi lang="ar">{esc(match.group())}</bdi>')
        at = match.end()
    return "".join(out) + esc(text[at:])


def words_of(text: str) -> str:
    """A wording as it stands in an article: a block of its own direction, right to left."""
    return f'<span class="w" lang="ar" dir="rtl">{esc(text)}</span>'


def tag(kind: str, text: str) -> str:
    """A small label; `kind` is one of our own words and becomes a class."""
    slug = re.sub(r"[^a-z]+", "-", kind.lower()).strip("-")
    return f'<span class="tag tag-{slug}">{esc(text)}</span>'


def section(key: str, heading: str, body: str, lead: str = "", level: int = 2) -> str:
    """A section of the page under its heading; nothing where there is no body."""
    if not body:
        return ""
    intro = f'<p class="lead">{esc(lead)}</p>' if lead else ""
    return (
        f'<section id="{key}" aria-labelledby="h-{key}">'
        f'<h{level} id="h-{key}">{esc(heading)}</h{level}>{intro}{body}</section>'
    )


def table(caption: str, columns: list[str], rows: list[list[str]]) -> str:
    """A table whose cells are HTML already; each cell carries its column's name for narrow screens."""
    if not rows:
        return ""
    return _rows(caption, columns, rows)


def long_table(caption: str, columns: list[str], rows: list[list[str]], most: int, more: Callable[[int], str]) -> str:
    """A table of which the first `most` rows stand open and the others are folded; `more` tells how many those are."""
    if len(rows) <= most + 1:
        return table(caption, columns, rows)
    fold = f'<details class="fold"><summary>{esc(more(len(rows) - most))}</summary>{_rows(caption, columns, rows[most:])}</details>'
    return _rows(caption, columns, rows[:most]) + fold


def _rows(caption: str, columns: list[str], rows: list[list[str]]) -> str:
    head = "".join(f'<th scope="col">{esc(c)}</th>' for c in columns)
    body = "".join(
        "<tr>" + "".join(
            f'<td data-c="{esc(c)}">{cell}</td>' for c, cell in zip(columns, row, strict=True)
        ) + "</tr>"
        for row in rows
    )
    return (
        f'<table><caption class="vh">{esc(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )
