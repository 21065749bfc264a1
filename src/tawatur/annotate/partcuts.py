"""Stretches of lines: links and signatures cut out of paragraphs, and parts made of what is left."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ..lang.furniture import Furniture
from ..lang.normalize import TextView
from ..model import Part, PartKind
from .partlines import Line

_SIGNED = re.compile(r"[.؟!»\"] *([(\[]([^()\[\]\n]{2,30})[)\]]) *\.?$")
_INLINE_WORDS = 25
# A row of tags or the headline behind a link: longer stretches are sentences of the report.
_TAIL_WORDS = 22
_TAG_WORDS = 6
_MENU = 3

Stretch = tuple[str, int, int, str]
"""(kind, start, end, rule) in the search form."""


def before_links(lines: list[Line], norm: str, furniture: Furniture) -> list[Line]:
    """The lines, where a link stands in one with `stop` as it is before the link."""
    if furniture.inline.search(norm) is None:
        return lines
    out = []
    for line in lines:
        link = furniture.inline.search(line.text)
        if link is not None and line.text[:link.start()].rstrip(" (").endswith((".", "؟", "!", "»", '"')):
            line = replace(line, stop=True)
        out.append(line)
    return out


def cut_links(furniture: Furniture, norm: str, start: int, end: int, signed: bool) -> list[Stretch]:
    """A body line without the links and the signature that stand inside it."""
    out: list[Stretch] = []
    if signed and (match := _SIGNED.search(norm[start:end])):
        inside = match.group(2).strip()
        pieces = [piece.strip() for piece in re.split(r"[-/،+]", inside)]
        if all(piece in furniture.agencies or piece in furniture.desks for piece in pieces):
            at = start + match.start(1)
            return [*cut_links(furniture, norm, start, _rstrip(norm, start, at), signed=False),
                    ("byline", at, end, "signature")]
    if hung := _tail(furniture, norm, start, end, signed):
        at, part = hung
        return [*cut_links(furniture, norm, start, _rstrip(norm, start, at), signed=False),
                (part, at, end, "hung on the last sentence")]
    while start < end and (link := furniture.inline.search(norm, start, end)):
        stop = _link_end(norm, link, end)
        if stop is None:
            break
        before = _rstrip(norm, start, link.start())
        if before > start:
            out.append(("body", start, before, "text"))
        out.append(("navigation", link.start(), _rstrip(norm, link.start(), stop), "link inside"))
        start = stop + len(norm[stop:end]) - len(norm[stop:end].lstrip())
    if start < end:
        out.append(("body", start, end, "text"))
    return out


def _tail(
    furniture: Furniture, norm: str, start: int, end: int, last: bool
) -> tuple[int, str] | None:
    """Where tags, a link or the source hang on the last sentence of the report, and as what part.

    On other lines (`last` is False) only a whole menu is cut off.
    """
    for match in furniture.tail_pattern.finditer(norm, start, end):
        rest = norm[match.end():end].strip()
        if not rest.endswith(".") and len(set(furniture.menu.findall(norm, match.start(1), end))) >= _MENU:
            return match.start(1), furniture.tail[match.group(1)].part
        if not last:
            continue
        size = len(rest.split())
        # A longer stretch with a full stop of its own may be a sentence that begins with such a word.
        sentence = size > _TAG_WORDS and rest.endswith(".") and ":" not in norm[match.start(1):match.end() + 25]
        if size <= _TAIL_WORDS and not sentence and ". " not in rest.rstrip(". "):
            return match.start(1), furniture.tail[match.group(1)].part
    return None


def _link_end(norm: str, link: re.Match[str], end: int) -> int | None:
    """Where an inline link ends: its bracket, the line, or its own full stop; None if unsure."""
    if link.group().startswith("("):
        close = norm.find(")", link.end(), end)
        return close + 1 if close > 0 else None
    if len(norm[link.end():end].split()) <= _INLINE_WORDS:
        return end
    stop = norm.find(". ", link.end(), end)
    if stop > 0 and len(norm[link.end():stop].split()) <= _INLINE_WORDS:
        return stop + 1
    return None


def _rstrip(norm: str, start: int, end: int) -> int:
    while end > start and norm[end - 1].isspace():
        end -= 1
    return end


def join(stretches: Sequence[Stretch], view: TextView) -> tuple[Part, ...]:
    """Parts with offsets of the text as read; neighbouring body stretches become one."""
    parts: list[Part] = []
    for kind, low, high, rule in stretches:
        start, end = view.to_text(low, high)
        # A ligature is one character of the text and several of the search form.
        start = max(start, parts[-1].end if parts else 0)
        if start >= end:
            continue
        if kind == "body" and parts and parts[-1].kind == "body":
            parts[-1] = Part("body", parts[-1].start, end, parts[-1].rule)
        else:
            parts.append(Part(_KINDS[kind], start, end, rule))
    return tuple(parts)


_KINDS: dict[str, PartKind] = {
    "body": "body", "title": "title", "teaser": "teaser", "caption": "caption", "byline": "byline",
    "dateline": "dateline", "navigation": "navigation", "header": "header",
}
