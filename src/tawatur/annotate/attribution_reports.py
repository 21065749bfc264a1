"""Second-hand telling: «نقلت س عن ص قوله إن ع»."""

from __future__ import annotations

from ..lang.cues import Form, Verb
from .attribution_frames import Found, is_speech, scan
from .attribution_region import fill_region, new_found
from .attribution_sources import source_phrase
from .attribution_subjects import subject_before
from .attribution_words import Clause, Words


def reported(words: Words, clause: Clause, i: int, off: int, form: Form, limit: int) -> list[Found]:
    """«نقلت س عن ص قوله إن ع»: outer content from ص on, inner content ع."""
    verb: Verb = form.verb
    whom = words.cues.words["to_whom" if verb.ascribes else "from_whom"]
    at = next((k for k in range(i + 1, min(limit, i + 25)) if words.norm[k] in whom or (words.is_in(k, "tongue") and words.is_in(k - 1, "on"))), None)
    said = _said_by(words, i, limit)
    if said is not None and (at is None or said < at):
        return _reported_saying(words, clause, i, off, form, said, limit)
    if at is None or any(words.is_in(k, "complementiser") for k in range(i + 1, at)):
        return []
    pronoun = not words.is_in(at, "to_noun" if verb.ascribes else "from_noun")
    marker = _reported_content(words, at, limit, verb)
    if verb.ascribes and marker is not None and marker[0][0] == words.start[at]:
        return []
    if marker is None:
        if verb.ascribes:
            return []
        return _reported_words(words, clause, i, off, form, at, limit)
    cue, inner_end, offset = marker
    first = at + 1
    begin = offset if pronoun else words.start[at + 1]
    outer = new_found(words, clause, i, off, form, begin, limit, "نقل عن")
    fill_region(words, outer, i + 1, at if not pronoun else max(at, i + 1))
    if pronoun and at == i + 1:
        outer.source = source_phrase(words, at + 1, inner_end)
    if outer.source is None:
        outer.source = subject_before(words, clause, i, off, form)
    inner = Found(
        at=at, cue=cue, content=(offset, words.end[limit - 1]), rule="نقل عن, inner", clause=clause, outer=outer,
    )
    _end_at_mark(words, inner, limit)
    if pronoun:
        inner.gender = "f" if words.norm[at].endswith("ها") else "m"
        inner.number = "pl" if words.norm[at].endswith("هم") else "sg"
        inner.cue = (words.start[at], words.end[at])
    else:
        inner.source = source_phrase(words, first, inner_end)
        if inner.source is None:
            return []
        inner.gender, inner.number = inner.source.gender, inner.source.number
    passive = form.gender == "m" and outer.source is None and not pronoun
    if passive and i == clause.start and (off or at == i + 1):
        # «ونقل عن ص قوله»: passive or carried; only the inner source is sure.
        inner.outer = None
        return [inner]
    return [outer, inner]


def _said_by(words: Words, i: int, limit: int) -> int | None:
    """Where «قول» stands in «نقل البيان قول الوزير إن ...»."""
    return next((k for k in range(i + 2, min(limit, i + 9)) if words.is_in(k, "saying")), None)


def _reported_saying(words: Words, clause: Clause, i: int, off: int, form: Form, at: int, limit: int) -> list[Found]:
    """«نقل البيان قول الوزير إن ...»: the noun is the inner cue, its complement the inner source."""
    source = source_phrase(words, at + 1, limit)
    if source is None:
        return []
    k = source.end
    while k < min(limit, source.end + 8) and not words.is_in(k, "complementiser") and words.norm[k] != ":":
        k += 1
    if k + 1 >= limit or not (words.is_in(k, "complementiser") or words.norm[k] == ":"):
        return []
    outer = new_found(words, clause, i, off, form, words.start[at + 1], limit, "نقل قول")
    fill_region(words, outer, i + 1, at)
    inner = Found(
        at=at, cue=(words.start[at], words.end[at]), content=(words.start[k + 1], words.end[limit - 1]),
        rule="نقل قول, inner", clause=clause, outer=outer, source=source, gender=source.gender, number=source.number,
    )
    return [outer, inner]


def _reported_words(words: Words, clause: Clause, i: int, off: int, form: Form, at: int, limit: int) -> list[Found]:
    """«نقلت س تصريحات عن ص، طالب فيها بـ...»: the verb with «فيها» is the inner cue."""
    source = source_phrase(words, at + 1, limit)
    if source is None:
        return []
    for k in range(source.end, min(limit - 1, source.end + 8)):
        if not words.is_in(k + 1, "in_them"):
            continue
        for inner_form in words.forms(k)[0]:
            marker = scan(words, k, limit, inner_form.verb) if inner_form.kind == "past" else None
            if marker is None:
                continue
            outer = new_found(words, clause, i, off, form, words.start[at + 1], limit, "نقل تصريحات")
            fill_region(words, outer, i + 1, at)
            inner = new_found(words, clause, k, 0, inner_form, marker.offset, limit, "نقل تصريحات, inner")
            inner.source, inner.outer = source, outer
            return [outer, inner]
    return []


def _reported_content(words: Words, at: int, limit: int, verb: Verb) -> tuple[tuple[int, int], int, int] | None:
    """(cue of the inner source, end of its phrase, offset of the content)."""
    for k in range(at + 1, min(limit, at + 30)):
        word = words.norm[k]
        forms, _ = words.forms(k)
        nominal = word in words.cues.words["the_saying"] or any(f.kind == "noun" and f.suffix and (f.verb.that or f.verb.say) for f in forms)
        if nominal and k + 1 < limit:
            j = _content_after(words, k + 1, limit)
            while j < limit and (words.is_in(j, "complementiser") or words.norm[j] in (":", "،", "ب") or words.is_in(j, "on_to")):
                j += 1
            if j < limit:
                begin = words.end[j] if j in words.close_of and is_speech(words, j, True, limit) else words.start[j]
                return (words.start[k], words.end[k]), k, begin
        if k > at + 1 and k in words.close_of and is_speech(words, k, False, limit):
            return (words.start[at], words.end[at]), k, words.end[k]
        if words.is_in(k, "complementiser") and k + 1 < limit and words.norm[k - 1] not in words.cues.words["not_that"]:
            return (words.start[at], words.end[at]), k, words.start[k + 1]
        if word == ":" and k + 1 < limit:
            return (words.start[at], words.end[at]), k, words.start[k + 1]
        if k > at + 1 and words.is_masdar(k) and words.is_in(k, "noun_object") and not words.is_definite(k):
            return (words.start[at], words.end[at]), k, words.start[k]
    return None


def _content_after(words: Words, k: int, limit: int) -> int:
    """«قوله في مؤتمر صحفي، اليوم، إن»: what stands between noun and content is left out."""
    if k >= limit or words.norm[k] == ":" or words.is_in(k, "that") or words.is_in(k, "complementiser") or k in words.close_of:
        return k
    if words.is_in(k, "in_during") or words.is_in(k, "time") or words.norm[k] == "،" or _is_hearer(words, k):
        for j in range(k, min(limit, k + 25)):
            if words.is_in(j, "complementiser") or words.norm[j] == ":" or (j in words.close_of and is_speech(words, j, False, limit)):
                return j
    return k


def _is_hearer(words: Words, k: int) -> bool:
    """«قوله للصحفيين»: to whom it was said is no part of it."""
    word = words.norm[k]
    if not word.startswith("لل") or len(word) < 5:
        return False
    noun = words.noun_of(word)
    return word[2:] in words.cues.words["hearer"] or (noun is not None and noun.cls in ("outlet", "group"))


def _end_at_mark(words: Words, found: Found, limit: int) -> None:
    """A content that begins right after a quotation mark ends before the mark that closes it."""
    first = words.at(found.content[0])
    close = words.close_of.get(first - 1, -1)
    if limit - 2 <= close < limit:
        found.content, found.direct = (found.content[0], words.start[close]), True
