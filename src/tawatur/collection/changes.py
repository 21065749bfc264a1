"""Silent edits: in what two versions of an article differ, word by word, and what that changes in its claims.

Words with their marks and every sign of punctuation are compared as they stand; white space is not. Two
words that differ in tashkeel or hamza differ: an editor changed them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from rapidfuzz.distance import Indel

from ..lang.normalize import fold
from ..model import Article, Comparison, Span
from ..model.answers import Changes, ClaimChange, ClaimFacet, Edit
from .who_sayings import source_name

# A word with its marks (tashkeel is no letter for \w), or one sign.
_TOKEN = re.compile("(?:\\w|[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u200c\u200d])+|\\S")
# The readable comparison takes time with the square of the words; longer texts get the plain one.
_LONG = 3000
_Item = tuple[str, Span]


def changes(
    old: Article, new: Article, *, old_version: int = 1, new_version: int = 2,
    old_reading: Comparison | None = None, new_reading: Comparison | None = None,
) -> Changes:
    """What was edited from `old` to `new`; offsets count code points of each version's own title and text.

    With the annotations of both versions also what that changes in claims: numbers, names, dates and sources
    that stand in edited words and that one of the two has not.
    """
    text = tuple(edits(old.text, new.text))
    claims = _claims(old_reading, new_reading, text) if old_reading and new_reading else ()
    return Changes(
        article=new.id, old_version=old_version, new_version=new_version,
        title=tuple(edits(old.title or "", new.title or "")), text=text, claims=claims,
        old_text=old.text, new_text=new.text,
    )


def edits(old: str, new: str) -> Iterator[Edit]:
    """The stretches in which two texts differ, in order; `old[old_start:old_end] == edit.old`, likewise for new."""
    a, b = ([(m.start(), m.end()) for m in _TOKEN.finditer(text)] for text in (old, new))
    for i, j, k, m in _operations([old[s:e] for s, e in a], [new[s:e] for s, e in b]):
        old_start, old_end = _stretch(a, i, j, len(old))
        new_start, new_end = _stretch(b, k, m, len(new))
        kind = "inserted" if i == j else "deleted" if k == m else "replaced"
        yield Edit(
            kind=kind, old_start=old_start, old_end=old_end, old=old[old_start:old_end],  # type: ignore[arg-type]
            new_start=new_start, new_end=new_end, new=new[new_start:new_end],
        )


def _stretch(tokens: Sequence[tuple[int, int]], first: int, last: int, length: int) -> tuple[int, int]:
    """From the first to the last token; where there is none, the place before the next."""
    if first < last:
        return tokens[first][0], tokens[last - 1][1]
    at = tokens[first][0] if first < len(tokens) else length
    return at, at


def _operations(a: Sequence[str], b: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """`(i, j, k, m)`: `a[i:j]` became `b[k:m]`. What both begin and end with is not looked at."""
    head = 0
    while head < min(len(a), len(b)) and a[head] == b[head]:
        head += 1
    tail = 0
    while tail < min(len(a), len(b)) - head and a[-1 - tail] == b[-1 - tail]:
        tail += 1
    one, other = a[head:len(a) - tail], b[head:len(b) - tail]
    if max(len(one), len(other)) > _LONG:
        found = [(o.tag, o.src_start, o.src_end, o.dest_start, o.dest_end) for o in Indel.opcodes(one, other)]
    else:
        found = list(SequenceMatcher(None, one, other, autojunk=False).get_opcodes())
    open_: tuple[int, int, int, int] | None = None
    for tag, i, j, k, m in found:
        if tag == "equal":
            if open_ is not None:
                yield open_
            open_ = None
            continue
        here = (i + head, j + head, k + head, m + head)
        open_ = here if open_ is None else (open_[0], here[1], open_[2], here[3])
    if open_ is not None:
        yield open_


# -- claims ---------------------------------------------------------------------------------------------


def _claims(old: Comparison, new: Comparison, text: Sequence[Edit]) -> tuple[ClaimChange, ...]:
    before = [(e.old_start, e.old_end) for e in text]
    after = [(e.new_start, e.new_end) for e in text]
    found = []
    facets: tuple[ClaimFacet, ...] = ("number", "name", "date", "source")
    for facet in facets:
        gone = _touched(_items(old, facet), before)
        come = _touched(_items(new, facet), after)
        kept = Counter(k for k, _ in gone) & Counter(k for k, _ in come)
        removed, added = _without(gone, kept), _without(come, kept)
        if removed or added:
            found.append(ClaimChange(facet=facet, removed=removed, added=added))
    return tuple(found)


def _items(reading: Comparison, facet: ClaimFacet) -> list[_Item]:
    """What a version tells of one kind: a key that tells when two are the same, and where it stands."""
    if facet == "number":
        found = [(f"{q.low}/{q.value}/{q.high}/{q.unit}", q.span) for c in reading.claims for q in c.numbers]
    elif facet == "name":
        found = [(fold(m.text), m.span) for e in reading.entities for m in e.mentions if m.kind != "description"]
    elif facet == "date":
        found = [(f"{t.value}/{t.mod}", t.span) for t in reading.times]
    else:
        entities = {e.id: e for e in reading.entities}
        found = [(fold(source_name(a.source, entities)), a.source.span or a.cue) for a in reading.attributions]
    return sorted(dict.fromkeys(found), key=lambda item: (item[1], item[0]))


def _touched(items: Sequence[_Item], stretches: Sequence[tuple[int, int]]) -> list[_Item]:
    return [(k, s) for k, s in items if any(s.start < end and start < s.end for start, end in stretches)]


def _without(items: Sequence[_Item], kept: Counter[str]) -> tuple[Span, ...]:
    left = Counter(kept)
    out = []
    for key, span in items:
        if left[key]:
            left[key] -= 1
        else:
            out.append(span)
    return tuple(out)
