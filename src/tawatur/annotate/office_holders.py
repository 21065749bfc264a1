"""Whose name stands beside an office: right behind it, or right before it in apposition."""

from __future__ import annotations

from bisect import bisect_right

from ..lang.gazetteer import Gazetteer
from ..model import FoundMention
from .entity_words import definite, readings
from .office_words import Reader, title_of

# Between a name and the office beside it: white space, a comma, a bracket, quotation marks.
_BESIDE = frozenset({"", "،", ",", "(", ")", "«", "»", '"', "،«", '،"', ",«", "»،", '"،', "- ", "-"})


def holder_of(reader: Reader, i: int, end: int, apposed: bool) -> tuple[int | None, bool]:
    """Start of the name beside the office at words `[i, end)`: right behind it, else right before it.

    True beside it where a name stands before the office that may be his or another's.
    """
    text = reader.article.text
    stop = reader.toks[end - 1].end
    at = bisect_right(reader.starts, stop - 1)
    if at < len(reader.starts) and _beside(text[stop:reader.starts[at]]):
        return reader.starts[at], False
    k = _behind_titles(reader, end)
    if end < k < len(reader.toks) and reader.person(k) is not None and _beside(text[stop:reader.toks[end].start]):
        return reader.toks[k].start, False
    begin = reader.toks[i].start
    near = next((reader.ends[e] for e in range(begin, max(begin - 4, 0), -1) if e in reader.ends), None)
    if near is None:
        return None, False
    gap = text[near.end:begin].strip()
    if gap in ("،", ",", "(", "،(") or (not gap and apposed and not _object_follows(reader, i, near)):
        return near.start, False
    return None, not gap


def _beside(gap: str) -> bool:
    return len(gap) <= 4 and gap.strip().replace(" ", "") in _BESIDE


def _honorific(g: Gazetteer, word: str) -> bool:
    return any(t.kind != "role" for t in g.titles.get(word, ()))


def _behind_titles(reader: Reader, k: int) -> int:
    """The word behind «الدكتور», «الجنرال», «صاحب السمو الملكي الأمير» at word `k`; two at most."""
    g, toks = reader.gazetteer, reader.toks
    for _ in range(2):
        if k >= len(toks):
            return k
        options = [t.words for t in g.titles.get(toks[k].norm, ()) if t.kind != "role"]
        if definite(toks[k].norm) and title_of(g, toks[k].norm) is not None:
            options.append((toks[k].norm,))
        k += next((len(o) for o in options if tuple(t.norm for t in toks[k:k + len(o)]) == o), 0)
    return k


def _object_follows(reader: Reader, i: int, person: FoundMention) -> bool:
    """«استقبل فلان وزير الخارجية»: behind a verb the office may be another's, who is its object."""
    g = reader.gazetteer
    k = next((n for n in range(i - 1, -1, -1) if reader.toks[n].start < person.start), None)
    while k is not None and k > 0 and (_honorific(g, reader.toks[k].norm) or title_of(g, reader.toks[k].norm) is not None):
        k -= 1
    if k is None:
        return False
    word = reader.toks[k].norm
    if any(g.is_a("takes_person", form) for _, form in readings(word)):
        return True
    if any(g.is_a("said", form) for _, form in readings(word)):
        return False
    return not any(g.is_a("before_bearer", form) for _, form in readings(word))
