"""One article with what was read out of it: a text whose marks lead to what they were read as.

Every mark is a link to the entry `n-KEY` of a list that stands beside the text, and the entry links back to the
anchor of its place: `m-KEY`, for a claim `claim-c3`. So all of it works by keyboard and without a script.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from ..model import ArticleRecord, Claim, Comparison
from .markup import esc
from .panes import LINE, part_kind
from .segments import Mark, Segment, split
from .words import Words

# Layers that a reader can switch on and off.
LAYERS = ("name", "date", "said", "framing", "claim")
# Layers whose marks open something; «content» and «claim» only lie beneath.
_OPENS = frozenset(["name", "date", "said", "framing"])
_CLASSES = {"name": "l-entity", "date": "l-time", "said": "l-source", "framing": "l-framing", "content": "l-content", "at": "at"}


def local(id: str) -> str:
    """An id of one article's record without the article («x.txt/c3» is `c3`): what anchors are made of."""
    return id.rpartition("/")[2]


def marks_of(comparison: Comparison, article: str) -> list[Mark]:
    """All marks of one article in the order of its text; keys as in the anchors (`e7-0`: the first mention of e7)."""
    found = [
        Mark(m.start, m.end, "name", f"{local(e.id)}-{n}")
        for e in comparison.entities for n, m in enumerate(m for m in e.mentions if m.article == article)
    ]
    found += [Mark(t.start, t.end, "date", local(t.id)) for t in comparison.times if t.article == article]
    for a in comparison.attributions:
        if a.article == article:
            said = [s for s in (a.source.span, a.cue) if s is not None]
            found += [Mark(s.start, s.end, "said", local(a.id)) for s in said]
            found += [Mark(s.start, s.end, "content", local(a.id)) for s in (a.content, *a.content_more)]
    own = [f for f in comparison.framing if f.span.article == article]
    found += [Mark(f.span.start, f.span.end, "framing", f"f{n}") for n, f in enumerate(own)]
    found += [Mark(c.span.start, c.span.end, "claim", local(c.id)) for c in claims_of(comparison, article)]
    return sorted(found)


def claims_of(comparison: Comparison, article: str) -> list[Claim]:
    """The claims of one article in the order of its text."""
    return sorted((c for c in comparison.claims if c.span.article == article), key=lambda c: (c.span.start, c.span.end, c.id))


def marked_text(
    comparison: Comparison, record: ArticleRecord, layers: Collection[str], words: Words, lit: tuple[int, int] | None = None
) -> str:
    """The text in paragraphs with the marks of these layers. The places of claims are there in any case.

    `lit` is a stretch (code points) that is lit up and has the anchor `at`.
    """
    wanted = {*layers, "claim", *(("content",) if "said" in layers else ())}
    marks = [m for m in marks_of(comparison, record.id) if m.layer in wanted]
    if lit is not None:
        marks = sorted([*marks, Mark(*lit, "at")])
    writer = _Writer(record.text, "claim" in layers)
    out, waiting, at = [], [], 0
    for line in LINE.finditer(record.text):
        start, end = line.span()
        if not line.group().strip():
            continue
        while at < len(marks) and marks[at].start < end:
            waiting.append(marks[at])
            at += 1
        waiting = [m for m in waiting if m.end > start]
        kind = part_kind(record, start, end)
        hint = "" if kind == "body" else f' title="{esc(words.get(f"kinds_part.{kind}", kind))}"'
        out.append(f'<p class="p-{esc(kind)}"{hint}>{"".join(writer.line(start, end, waiting))}</p>')
    return "".join(out)


class _Writer:
    """Writes segments; claims are wrapped as a whole, so that an address alone (`#claim-c3`) lights one up."""

    def __init__(self, text: str, numbers: bool) -> None:
        self._text, self._numbers = text, numbers
        self._seen: set[str] = set()
        self._open: list[Mark] = []

    def line(self, start: int, end: int, marks: list[Mark]) -> Iterator[str]:
        for segment in split(start, end, marks):
            yield from self._close(segment.start)
            held = {m.key for m in self._open}
            for mark in sorted((m for m in segment.marks if m.layer == "claim" and m.key not in held), key=lambda m: -m.end):
                yield self._claim(mark, segment.start)
            yield self._segment(segment)
        yield from self._close(end)
        yield "</span>" * len(self._open)
        self._open = []

    def _close(self, at: int) -> Iterator[str]:
        """End the claims that end here; those that only began inside of one go on behind it."""
        first = next((i for i, m in enumerate(self._open) if m.end <= at), None)
        if first is None:
            return
        yield "</span>" * (len(self._open) - first)
        # What is still under way is opened again by the next segment.
        self._open = self._open[:first]

    def _claim(self, mark: Mark, at: int) -> str:
        self._open.append(mark)
        key = esc(mark.key)
        before = self._text[at - 1] if at else " "
        number = f'<sup class="n"><a href="#n-{key}">{key[1:]}</a></sup>' if self._numbers and not before.isalpha() else ""
        anchor = self._anchor(f"claim-{mark.key}")
        return f'{number if anchor else ""}<span class="claim"{anchor} data-c="{key}">'

    def _anchor(self, id: str) -> str:
        if id in self._seen:
            return ""
        self._seen.add(id)
        return f' id="{esc(id)}"'

    def _segment(self, segment: Segment) -> str:
        """One stretch: never box or padding, so that the letters of a word cut by a mark stay joined."""
        body = esc(self._text[segment.start:segment.end])
        marks = [m for m in segment.marks if m.layer != "claim"]
        if not marks:
            return body
        opens = [m for m in marks if m.layer in _OPENS]
        # A stretch that was asked for may have begun in the line before.
        places = [f"m-{m.key}" for m in segment.opens if m.layer in _OPENS] + ["at" for m in marks if m.layer == "at"]
        anchors = [a for place in places if (a := self._anchor(place))]
        before = "".join(f"<i{a}></i>" for a in anchors[1:])
        classes = list(dict.fromkeys(_CLASSES[m.layer] for m in sorted(marks, key=lambda m: m.layer in _OPENS)))
        # Each line beneath the words is drawn by an element of its own: one element has but one.
        lines = [c for c in classes if c not in ("l-content", "at")]
        for line in lines[1:]:
            body = f'<span class="{line}">{body}</span>'
            classes.remove(line)
        keys = " ".join(dict.fromkeys(entry_of(m.key) for m in marks if m.key))
        told = f' data-m="{esc(keys)}"' if keys else ""
        about = f' class="{" ".join(classes)}"{told}{anchors[0] if anchors else ""}'
        if not opens:
            return f"{before}<span{about}>{body}</span>"
        return f'{before}<a{about} href="#n-{esc(entry_of(opens[0].key))}">{body}</a>'


def entry_of(key: str) -> str:
    """The entry that a mark leads to: all mentions of one name lead to one."""
    return key.partition("-")[0]
