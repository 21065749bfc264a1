"""The articles as they stand, with every span that was read out of them marked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from ..model import ArticleRecord, Span
from .index import Index
from .markup import esc, name
from .segments import Mark, Segment, split

LINE = re.compile(r"[^\n\r\u2028\u2029\x0b\x0c\x85]+")
COLOURS = 12
# Articles up to here are shown at full length; longer ones scroll inside their pane.
LONG = 3500
# Layers beside the aligned claims; each can be switched on and off in the page.
LAYERS = ("only", "source", "time", "entity", "framing", "reuse")


def marks_by_article(index: Index) -> Mapping[str, list[Mark]]:
    """All marks of all articles: shared claims keyed by their number, the layers by nothing."""
    found: dict[str, list[Mark]] = {a: [] for a in index.articles}

    def put(spans: Iterable[Span | None], layer: str, key: str = "") -> None:
        for span in spans:
            if span is not None and span.article in found:
                found[span.article].append(Mark(span.start, span.end, layer, key))

    for alignment in index.shared:
        put((c.span for c in index.claims_of(alignment.claims)), "al", str(index.number[alignment.id]))
    for alignment in index.alone:
        put((c.span for c in index.claims_of(alignment.claims)), "only")
    for attribution in index.comparison.attributions:
        put((attribution.source.span, attribution.cue), "source")
    put((t.span for t in index.comparison.times), "time")
    put((m.span for e in index.comparison.entities for m in e.mentions), "entity")
    put((f.span for f in index.comparison.framing), "framing")
    put((s for r in index.comparison.reuse for s in (r.a, r.b)), "reuse")
    return found


def panes(index: Index) -> str:
    """The articles side by side, each a landmark of its own."""
    marks = marks_by_article(index)
    count = min(len(index.articles), 6)
    unlike = frozenset(str(index.number[a.id]) for a in index.differing)
    inner = "".join(
        _pane(index, record, marks[record.id], place, unlike)
        for place, record in enumerate(index.articles.values(), 1)
    )
    # The pane row may scroll sideways, so it takes part in the tab order.
    label = esc(index.words("section.articles" if count > 1 else "section.article"))
    size = " long" if any(len(a.text) > LONG for a in index.articles.values()) else ""
    return f'<div class="panes n{count}{size}" role="group" aria-label="{label}" tabindex="0">{inner}</div>'


def _pane(index: Index, record: ArticleRecord, marks: list[Mark], place: int, unlike: frozenset[str]) -> str:
    words = index.words
    published = words.date(record.published.value, weekday=True) or words("page.unknown_date")
    length = words.count("count.words", len(record.text.split()))
    how = words.get(f"date_how.{record.published.how}", record.published.how)
    day = f'{esc(published)} <span class="how">({esc(how)})</span>' if record.published.value else esc(published)
    return (
        f'<article class="pane" id="art-{place}" aria-labelledby="art-{place}-h">'
        f'<header><h3 id="art-{place}-h">{name(index.outlet(record.id))}</h3>'
        f'<p class="meta">{day}<br>{esc(length)}</p></header>'
        f'<div class="text" lang="ar" dir="rtl">{_paragraphs(index, record, marks, unlike)}</div></article>'
    )


def _paragraphs(index: Index, record: ArticleRecord, marks: list[Mark], unlike: frozenset[str]) -> str:
    lines = [(m.start(), m.end()) for m in LINE.finditer(record.text) if m.group().strip()]
    ordered = sorted(marks)
    out: list[str] = []
    seen: set[tuple[str, int]] = set()
    waiting: list[Mark] = []
    at = 0
    for start, end in lines:
        while at < len(ordered) and ordered[at].start < end:
            waiting.append(ordered[at])
            at += 1
        waiting = [m for m in waiting if m.end > start]
        kind = part_kind(record, start, end)
        body = "".join(
            _segment(record.text, s, seen, unlike) for s in split(start, end, waiting)
        )
        hint = "" if kind == "body" else f' title="{esc(index.words.get(f"kinds_part.{kind}", kind))}"'
        out.append(f'<p class="p-{esc(kind)}"{hint}>{body}</p>')
    return "".join(out)


def part_kind(record: ArticleRecord, start: int, end: int) -> str:
    """The kind of the part that most of a line lies in, not of the dateline at its head; `body` where no part was told apart."""
    held = {part: min(part.end, end) - max(part.start, start) for part in record.parts}
    most = max(held, key=lambda part: held[part], default=None)
    return most.kind if most is not None and held[most] > 0 else "body"


def _segment(text: str, segment: Segment, seen: set[tuple[str, int]], unlike: frozenset[str]) -> str:
    """One stretch: an element only where something is marked; never box or padding, so that the
    letters of a word cut by a mark stay joined. Claims in which the accounts differ (`unlike`) are marked `x`."""
    body = esc(text[segment.start:segment.end])
    if not segment.marks:
        return body
    numbers = list(dict.fromkeys(m.key for m in segment.marks if m.layer == "al"))
    layers = [layer for layer in LAYERS if any(m.layer == layer for m in segment.marks)]
    if not numbers:
        return f'<span class="{" ".join("l-" + layer for layer in layers)}">{body}</span>'
    signs = ["x"] if numbers[0] in unlike else []
    classes = " ".join(["al", f"c{(int(numbers[0]) - 1) % COLOURS}", *signs, *("l-" + layer for layer in layers)])
    head, stop = "", ""
    fresh = [m for m in segment.opens if m.layer == "al" and (m.key, m.start) not in seen]
    if fresh:
        seen.update((m.key, m.start) for m in fresh)
        key = fresh[0].key
        stop = f' tabindex="-1" role="button" aria-describedby="d-{key}" data-stop="{key}"'
        before = text[segment.start - 1] if segment.start else " "
        if not before.isalpha():
            head = "".join(f'<sup class="n{" x" if m.key in unlike else ""}" aria-hidden="true" data-n="{m.key}"></sup>' for m in fresh)
    return f'{head}<mark class="{classes}" data-al="{" ".join(numbers)}"{stop}>{body}</mark>'
