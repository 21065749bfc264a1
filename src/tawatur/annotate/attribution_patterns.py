"""The patterns of attribution in one sentence: verbs, participles, prepositions, nouns."""

from __future__ import annotations

from dataclasses import replace

from ..lang.cues import Form, Verb
from .attribution_frames import (
    Found,
    Marker,
    is_speech,
    medium_of,
    scan,
    split_object,
    told_to_of,
)
from .attribution_sources import Phrase, describe, is_known, source_phrase
from .attribution_words import Clause, Words

_LEFT_WORDS = 25
_LONG_QUOTE = 7
_NEGATIONS = ("لم", "ولم", "لن", "ولن", "فلم", "الم", "لا", "ولا")
_RANKS = ("احد", "احدي", "من", "اكبر", "اهم", "اول", "ابرز", "ثاني", "اكثر", "الاكثر", "الاكبر", "ضمن", "بمثابه", "اقرب")


def find_in(words: Words, clause: Clause) -> list[Found]:
    """All candidates of a sentence in order; contents still run to the end of the sentence."""
    out: list[Found] = []
    i = clause.start
    while i < clause.end:
        found, after = _phrase_at(words, clause, i)
        if not found and words.is_word(i) and words.mention[i] < 0:
            found = _cue_at(words, clause, i)
        found = [f for f in found if f.kind != "participle" or not any(o.at < f.at < words.at(o.content[0]) and o.rule.startswith("verb") and not o.backward for o in out)]
        taken = {f.cue[0] for f in out} | {f.cue[1] for f in out}
        found = [f for f in found if f.cue[0] not in taken and f.cue[1] not in taken]
        _quoted_through_phrase(out, found)
        out += found
        i = max(i + 1, after)
    return out


def _quoted_through_phrase(out: list[Found], found: list[Found]) -> None:
    """«على ما أعلنته س نقلا عن ص»: the second phrase hangs on the first one."""
    for one in found:
        for other in out:
            if one.backward and other.backward and other.source is not None and other.source.end == one.at:
                one.outer, one.content, one.more = other, other.content, list(other.more)


def _cue_at(words: Words, clause: Clause, i: int) -> list[Found]:
    forms, off = words.forms(i)
    for form in forms:
        if form.ends_ya and form.suffix == "" and _is_noun_spelling(words, i):
            continue
        if words.is_definite(i) and form.kind != "noun":
            continue
        found: list[Found] = []
        if form.kind in ("past", "present"):
            found = _suffixed(words, clause, i, off, form) if form.suffix else _finite(words, clause, i, off, form)
        elif form.kind == "participle":
            found = _participle(words, clause, i, off, form)
        else:
            found = _noun(words, clause, i, off, form)
        if found:
            inside = words.quote[i] >= 0 and words.close_of[words.quote[i]] - words.quote[i] > _LONG_QUOTE
            return [] if inside and found[0].source is None else found
    return []


def _is_noun_spelling(words: Words, i: int) -> bool:
    """«نفي» with dots is the noun where the text writes ى elsewhere."""
    a, b = words.view.to_text(words.end[i] - 1, words.end[i])
    return words.view.text[a:b].startswith("ي") and "ى" in words.view.text


def _limit(words: Words, clause: Clause, i: int) -> int:
    opener = words.quote[i]
    return min(clause.end, words.close_of[opener]) if opener >= 0 else clause.end


def _make(
    words: Words, clause: Clause, i: int, off: int, form: Form | None, marker_offset: int, limit: int, rule: str
) -> Found:
    found = Found(
        at=i, cue=(words.start[i] + off, words.end[i]),
        content=(marker_offset, words.end[limit - 1]), rule=rule, clause=clause,
    )
    if form is not None:
        found.verb, found.kind = form.verb, form.kind
        found.gender, found.number = form.gender, form.number
    nxt = i + 1
    if form is not None and form.kind in ("past", "present") and nxt < limit and any(f.kind == "participle" for f in words.forms(nxt)[0]) and words.start[nxt] < marker_offset:
        found.cue = (found.cue[0], words.end[nxt])
    found.conjoined = off > 0 and words.norm[i][0] == "و"
    return found


def _finite(words: Words, clause: Clause, i: int, off: int, form: Form) -> list[Found]:
    verb, limit = form.verb, _limit(words, clause, i)
    if verb.strict and form.number == "du":
        return []
    if verb.strict and not _at_clause_start(words, clause, i, off):
        if not (i + 1 < limit and words.is_in(i + 1, "complementiser") and verb.that and not verb.lemma.startswith("بي")):
            return []
    before = words.norm[i - 1] if i > clause.start else ""
    if form.kind == "present" and (before == "ان" or (before in _NEGATIONS and verb.stance != "denies")):
        return []
    if verb.reports:
        chained = _reports(words, clause, i, off, form, limit)
        if chained:
            return chained
    marker = scan(words, i, limit, verb)
    if marker is not None and marker.kind in ("prep", "quote") and verb.masdar and split_object(words, i + 1, limit, verb) == (i + 1, i + 1):
        marker = None
    if marker is not None and marker.kind == "quote" and verb.whole_object:
        objects = _object_frame(words, clause, i, off, form, limit)
        if objects and objects[0].content[0] < marker.offset:
            return objects
    if marker is None:
        return _object_frame(words, clause, i, off, form, limit) or _after_quote(words, clause, i, off, form, limit)
    if _impersonal(words, clause, i, off, form, marker):
        return []
    found = _make(words, clause, i, off, form, marker.offset, limit, f"verb {marker.kind}")
    _fill_region(words, found, i + 1, marker.at)
    if marker.kind == "quote":
        _close_quote(words, found, marker, clause.end)
    found.direct = marker.kind in ("quote", "colon")
    if verb.object_preps and off == 0:
        found.source = _subject_at_left(words, clause, i, form) or found.source
    if not _plausible(words, found, i, off, marker):
        return []
    if found.source is None and marker.at == i + 1 and marker.kind == "prep" and verb.object_preps and not verb.preps:
        # «اتهم بقتلهم»: nobody accuses, it is a passive.
        return []
    if found.source is None:
        if i > clause.start and words.norm[i - 1] == "ما":
            return [] if form.kind == "present" and form.gender == "m" else [found]
        found.source = _subject_before(words, clause, i, off, form)
        if found.source is None and i > clause.start and words.is_in(i - 1, "relative"):
            # «الهجوم الذي قالت إنه ...» goes on with the last speaker; «تجارب تؤكد أن» has none.
            return [found] if marker.at == i + 1 and words.norm[i + 1] != "ان" else []
        if found.source is not None and not is_known(words, found.source):
            if words.mentions and found.source.end == i:
                return []
            found.source = None if words.mentions else found.source
    inner = _quoted_through(words, found, i + 1, marker)
    return [found, *inner]


def _plausible(words: Words, found: Found, i: int, off: int, marker: Marker) -> bool:
    """An unknown phrase may speak only where the content follows it closely."""
    source, verb = found.source, found.verb
    strict = verb is not None and verb.strict
    if source is None:
        if marker.at <= i + 2 or found.told_to is not None or found.medium is not None:
            return True
        first = i + 1
        adverbial = _skippable(words, first) or words.is_in(first, "preposition") or words.norm[first] in ("في", "من", "(", "-")
        return adverbial and (not strict or marker.at <= i + 6)
    if source.end <= i:
        return True
    gap = marker.at - source.end
    if is_known(words, source):
        return not strict or gap <= 8 or not words.is_word(source.end) or words.is_in(source.end, "relative")
    if strict:
        return gap <= 0 and source.end - source.start <= 3 and off > 0
    return gap <= 3 or words.norm[source.end] in "،(" or words.is_in(source.end, "relative") or words.is_in(source.end, "time") or found.told_to is not None or found.medium is not None


def _close_quote(words: Words, found: Found, marker: Marker, limit: int) -> None:
    close = words.close_of[marker.token - 1]
    found.content = (marker.offset, words.start[close])


def _fill_region(words: Words, found: Found, a: int, b: int) -> None:
    """Source, medium and hearer from the words between verb and content."""
    found.medium = medium_of(words, a, b)
    start = a
    while start < b and _skippable(words, start):
        start += 1
    found.told_to = told_to_of(words, a, b)
    if found.told_to is not None and start < b and words.start[start] <= found.told_to[0] <= words.end[start] + 1:
        start = words.at(found.told_to[1])
        while start < b and not words.is_word(start) and start not in words.close_of:
            start += 1
    found.source = source_phrase(words, start, b) if start < b else None
    verb = found.verb
    if found.source is not None and verb is not None and verb.object_preps:
        found.source = _first_party(words, found.source)
    if found.source is not None and found.source.kind == "person" and found.gender == "f" and words.noun(found.source.start) is None and words.mention[found.source.start] < 0:
        # A bare name after a feminine verb is a city or a country far more often than a woman.
        found.source = replace(found.source, kind="organization", gender="f")


def _first_party(words: Words, phrase: Phrase) -> Phrase:
    """«تتهم س ص بـ...»: of two parties in a row the first one speaks."""
    first = words.mention[phrase.start]
    for k in range(phrase.start + 1, phrase.end):
        person = words.mention_starts(k) and words.mentions[words.mention[k]].type == "PER"
        if person and first < 0 and not any(words.mention[n] >= 0 and words.mentions[words.mention[n]].type == "PER" for n in range(phrase.start, k)):
            continue
        new_mention = words.mention_starts(k) and (first >= 0 or words.noun(phrase.start) is not None) and words.is_adjective(k - 1)
        new_name = words.mention_starts(k) and first >= 0 and words.mention_end[first] == k
        new_noun = words.noun(k) is not None and words.is_definite(k) and words.is_adjective(k - 1) and words.is_definite(k - 1)
        lone = k == phrase.start + 1 and words.is_definite(phrase.start) and words.is_definite(k) and words.noun(phrase.start) is not None
        new_noun = new_noun or (lone and not words.norm[k].endswith(("ي", "يه")) and words.norm[k] not in ("العام", "العامه", "العليا", "الاعلي", "الاول", "الاولي", "الموحده", "المتحده", "المسلحه", "المركزي"))
        if new_mention or new_name or new_noun:
            return describe(words, phrase.start, k, phrase.skip)
    return phrase


def _skippable(words: Words, i: int) -> bool:
    if i in words.close_of or words.mention_starts(i):
        return False
    return words.is_in(i, "time") or words.norm[i][0].isdigit() or words.norm[i] in ("،", "من", "جانبه", "جانبها", "جهته", "جهتها", "ناحيته", "ناحيتها")


def _at_clause_start(words: Words, clause: Clause, i: int, off: int) -> bool:
    if i == clause.start or off > 0:
        return True
    before = words.norm[i - 1]
    if before in "،:-.؛«\"()|" or words.is_in(i - 1, "clause_start") or words.is_in(i - 1, "relative"):
        return True
    return i - 1 in words.open_of or _subject_spans(words, clause, i)


def _subject_spans(words: Words, clause: Clause, i: int) -> bool:
    a = _clause_left(words, clause, i)
    if i - a > 12 or a >= i:
        return False
    phrase = source_phrase(words, a, i)
    return phrase is not None and phrase.end == i


def _clause_left(words: Words, clause: Clause, i: int) -> int:
    """Where the clause that holds word `i` begins: after a complementiser, a mark, a conjunction."""
    a = i
    while a > clause.start and i - a < _LEFT_WORDS:
        k = a - 1
        if words.is_in(k, "complementiser") or words.norm[k] in ":؛.":
            break
        if k in words.open_of and words.open_of[k] >= clause.start:
            if k - words.open_of[k] > 6:
                break
            a = words.open_of[k]
            continue
        if words.norm[k] in ("لكنه", "لكنها", "ولكنه", "ولكنها", "لكنهم", "فيما", "بينما", "لكن", "ولكن", "كما", "وكان", "وكانت", "كان", "كانت", "حيث", "ثم"):
            break
        a = k
    return a


def _subject_before(words: Words, clause: Clause, i: int, off: int, form: Form) -> Phrase | None:
    """The subject where it stands before its verb; None after «و» or without one that agrees."""
    if off > 0 or i == clause.start:
        return None
    if words.is_in(i - 1, "relative") or (words.norm[i - 1] in ("قد",) and words.is_in(i - 2, "relative")):
        return _antecedent_of_relative(words, clause, i - 1)
    if form.number == "pl" and words.norm[i - 1].endswith(("ين", "ون")) and words.is_word(i - 1):
        return describe(words, i - 1, i, 1 if words.norm[i - 1][0] == "و" else 0)
    left = _clause_left(words, clause, i)
    while left < i and (words.norm[left] in ("،", "-", "ان") or (words.is_in(left, "clause_start") and words.noun(left) is None)):
        left += 1
    verb_first = left + 1 < i and words.noun(left) is None and words.mention[left] < 0 and not words.is_definite(left) and left not in words.close_of and (words.mention_starts(left + 1) or words.noun(left + 1) is not None)
    for a in (left + 1,) if verb_first else (left, left + 1):
        phrase = source_phrase(words, a, i) if a < i else None
        if phrase is not None and agrees(phrase, form.gender, form.number):
            if words.noun(a) is None and words.mention[a] < 0:
                phrase = _nearer_subject(words, a, i, form) or phrase
            if a == left and words.norm[a][0] == "و" and phrase.skip == 0 and words.norm[a][1:].startswith("ال"):
                phrase = describe(words, phrase.start, phrase.end, 1)
            return phrase
        if words.noun(left) is not None or words.mention[min(left, i)] >= 0:
            break
    return None


def _nearer_subject(words: Words, a: int, i: int, form: Form) -> Phrase | None:
    """A known noun after «و» that ends right before the verb beats an unknown first word."""
    for k in range(i - 1, a, -1):
        if words.norm[k][0] == "و" and words.noun(k) is not None and words.norm[k] not in words.cues.nouns:
            phrase = source_phrase(words, k, i)
            if phrase is not None and phrase.end == i and agrees(phrase, form.gender, form.number):
                return phrase
    return None


def _subject_at_left(words: Words, clause: Clause, i: int, form: Form) -> Phrase | None:
    """A subject right before a verb whose object follows it («الشركة أبلغت زبائنها بأن»)."""
    left = _clause_left(words, clause, i)
    while left < i and words.is_in(left, "clause_start") and words.noun(left) is None:
        left += 1
    if left >= i or words.norm[left].lstrip("و") in ("في", "من"):
        return None
    phrase = source_phrase(words, left, i)
    if phrase is not None and phrase.end == i and agrees(phrase, form.gender, form.number):
        return phrase
    return None


def _antecedent_of_relative(words: Words, clause: Clause, k: int) -> Phrase | None:
    end = k
    while end > clause.start and not words.is_word(end - 1) and end - 1 not in words.open_of:
        end -= 1
    if end - 1 in words.open_of:
        return describe(words, words.open_of[end - 1], end)
    low = max(clause.start, end - 10)
    for a in range(low, end):
        if words.noun(a) is not None or words.mention_starts(a):
            phrase = source_phrase(words, a, end)
            if phrase is not None and phrase.end == end:
                return phrase
    return None


def agrees(phrase: Phrase, gender: str, number: str) -> bool:
    """Whether a phrase can be the subject of a form that stands after it."""
    if number in ("pl", "du"):
        return phrase.number in ("pl", "?") or number == "du"
    if phrase.number == "pl":
        return False
    return "?" in (phrase.gender, gender) or phrase.gender == gender


def _impersonal(words: Words, clause: Clause, i: int, off: int, form: Form, marker: Marker) -> bool:
    """«ويذكر أن», «يعتقد أن»: nobody is named who says it."""
    if words.norm[i][off:] == "تبين" and marker.at <= i + 2:
        return True
    if form.gender != "m" or form.number != "sg" or marker.kind == "quote" or marker.kind == "colon":
        return False
    if marker.at > i + 1 or form.kind != "present" or words.norm[i][off:] not in words.cues.words["impersonal"]:
        return False
    return _subject_before(words, clause, i, off, form) is None


def _object_frame(words: Words, clause: Clause, i: int, off: int, form: Form, limit: int) -> list[Found]:
    verb = form.verb
    if not (verb.obj or verb.masdar or verb.whole_object) or form.number == "du":
        return []
    start = i + 1
    while start < limit and words.is_in(start, "time"):
        start += 1
    split = split_object(words, start, limit, verb)
    if split is None:
        return []
    if verb.whole_object and (words.norm[split[1]] in _RANKS or (words.is_in(i - 1, "relative") and i > clause.start)):
        # «تعتبر س أحد ...», «التي تعتبر ...»: is considered, nobody says it.
        return []
    if verb.whole_object and not _has_preposition(words, split[1], limit, verb.whole_object):
        return []
    found = _make(words, clause, i, off, form, words.start[split[1]], limit, "verb object")
    if split[0] > start:
        _fill_region(words, found, start, split[0])
    if found.source is None:
        found.source = _subject_before(words, clause, i, off, form)
        if found.source is None and off == 0 and i > clause.start and not words.is_in(i - 1, "clause_start"):
            return []
    if found.source is not None and words.mentions and not is_known(words, found.source):
        return []
    return [found]


def _has_preposition(words: Words, a: int, limit: int, preps: frozenset[str]) -> bool:
    if "" in preps:
        return True
    return any(words.norm[k] in preps for k in range(a + 1, min(limit, a + 12)))


def _after_quote(words: Words, clause: Clause, i: int, off: int, form: Form, limit: int) -> list[Found]:
    """«"..."، قال س»: the quotation before the verb is the content."""
    k = i - 1
    while k > clause.start and words.norm[k] in "،,":
        k -= 1
    if not form.verb.say or k not in words.open_of or k >= i:
        return []
    opener = words.open_of[k]
    if opener < clause.start or not is_speech(words, opener, False, k):
        return []
    found = _make(words, clause, i, off, form, words.end[opener], limit, "verb after quotation")
    found.content = (words.end[opener], words.start[k])
    found.direct = found.backward = True
    found.source = source_phrase(words, i + 1, limit)
    return [found] if found.source is not None or words.norm[k + 1] == "،" else []


def _suffixed(words: Words, clause: Clause, i: int, off: int, form: Form) -> list[Found]:
    """«وهو ما تنفيه س», «ما وصفته بـ», «أبلغه أن»."""
    verb, limit = form.verb, _limit(words, clause, i)
    marker = scan(words, i, limit, verb) if verb.object_preps or verb.that else None
    after_what = i > clause.start and words.norm[i - 1] in ("ما", "بما", "وما", "عما", "لما", "الذي", "التي")
    if marker is not None and (verb.object_preps or marker.at == i + 1) and marker.kind != "none":
        found = _make(words, clause, i, off, form, marker.offset, limit, "verb with pronoun")
        _fill_region(words, found, i + 1, marker.at)
        if marker.kind == "quote":
            _close_quote(words, found, marker, clause.end)
        return [found]
    if not after_what or words.norm[i - 1] not in ("ما", "الذي") or i - 2 < clause.start:
        return []
    before = words.norm[i - 2]
    if before not in ("وهو", "وهي", "الامر", "هو", "وهذا", "وذلك", "الشيء"):
        return []
    end = i - 2
    while end > clause.start and not words.is_word(end - 1) and end - 1 not in words.open_of:
        end -= 1
    if end <= clause.start:
        return []
    found = _make(words, clause, i, off, form, words.start[clause.start], limit, "ما + verb with pronoun")
    found.content = (words.start[clause.start], words.end[end - 1])
    found.backward = True
    found.source = source_phrase(words, i + 1, limit)
    return [found]


def _participle(words: Words, clause: Clause, i: int, off: int, form: Form) -> list[Found]:
    if form.number == "pl" and form.gender == "m" and i > clause.start and words.norm[i - 1] != "،" and not off:
        return []
    verb, limit = form.verb, _limit(words, clause, i)
    marker = scan(words, i, limit, verb)
    if marker is None:
        if not (verb.obj or verb.masdar):
            return []
        split = split_object(words, i + 1, limit, verb)
        if split is None or split[0] != i + 1:
            return []
        return [_make(words, clause, i, off, form, words.start[split[1]], limit, "participle object")]
    if marker.at > i + 8 and not verb.object_preps:
        return []
    found = _make(words, clause, i, off, form, marker.offset, limit, f"participle {marker.kind}")
    if marker.kind == "quote":
        _close_quote(words, found, marker, clause.end)
    found.direct = marker.kind in ("quote", "colon")
    found.told_to = told_to_of(words, i + 1, marker.at)
    found.medium = medium_of(words, i + 1, marker.at)
    return [found]


def _quoted_through(words: Words, found: Found, a: int, marker: Marker) -> list[Found]:
    """«قالت س نقلا عن ص إن»: the second source says the same content."""
    for k in range(a, marker.at - 1):
        if (words.norm[k], words.norm[k + 1]) in (("نقلا", "عن"), ("علي", "لسان")) and k + 2 < marker.at:
            source = source_phrase(words, k + 2, marker.at)
            if source is None:
                return []
            inner = Found(
                at=k, cue=(words.start[k], words.end[k + 1]), content=found.content,
                rule="نقلا عن inside", clause=found.clause, source=source, outer=found,
                gender=source.gender, number=source.number, direct=found.direct,
            )
            if found.source is not None and found.source.end > k:
                found.source = source_phrase(words, found.source.start, k)
            return [inner]
    return []


def _reports(words: Words, clause: Clause, i: int, off: int, form: Form, limit: int) -> list[Found]:
    """«نقلت س عن ص قوله إن ع»: outer content from ص on, inner content ع."""
    verb: Verb = form.verb
    at = next((k for k in range(i + 1, min(limit, i + 25)) if words.norm[k] in ("عن", "عنه", "عنها", "عنهم")), None)
    if at is None or any(words.is_in(k, "complementiser") for k in range(i + 1, at)):
        return []
    pronoun = words.norm[at] != "عن"
    marker = _reported_content(words, at, limit, verb)
    if marker is None:
        return _reported_words(words, clause, i, off, form, at, limit)
    cue, inner_end, offset = marker
    first = at + 1
    if pronoun:
        begin = offset
    else:
        begin = words.start[at + 1]
    outer = _make(words, clause, i, off, form, begin, limit, "نقل عن")
    _fill_region(words, outer, i + 1, at if not pronoun else max(at, i + 1))
    if pronoun and at == i + 1:
        outer.source = source_phrase(words, at + 1, inner_end)
    if outer.source is None:
        outer.source = _subject_before(words, clause, i, off, form)
    inner = Found(
        at=at, cue=cue, content=(offset, words.end[limit - 1]), rule="نقل عن, inner", clause=clause, outer=outer,
    )
    if pronoun:
        inner.gender = "f" if words.norm[at] == "عنها" else "m"
        inner.number = "pl" if words.norm[at] == "عنهم" else "sg"
        inner.cue = (words.start[at], words.end[at])
    else:
        inner.source = source_phrase(words, first, inner_end)
        if inner.source is None:
            return []
        inner.gender, inner.number = inner.source.gender, inner.source.number
    if form.gender == "m" and outer.source is None and off and not pronoun and i == clause.start:
        # «ونقل عن ص قوله»: passive or carried; only the inner source is sure.
        inner.outer = None
        return [inner]
    return [outer, inner]


def _reported_words(words: Words, clause: Clause, i: int, off: int, form: Form, at: int, limit: int) -> list[Found]:
    """«نقلت س تصريحات عن ص، طالب فيها بـ...»: the verb with «فيها» is the inner cue."""
    source = source_phrase(words, at + 1, limit)
    if source is None:
        return []
    for k in range(source.end, min(limit - 1, source.end + 8)):
        if words.norm[k + 1] not in ("فيها", "فيه"):
            continue
        for inner_form in words.forms(k)[0]:
            marker = scan(words, k, limit, inner_form.verb) if inner_form.kind == "past" else None
            if marker is None:
                continue
            outer = _make(words, clause, i, off, form, words.start[at + 1], limit, "نقل تصريحات")
            _fill_region(words, outer, i + 1, at)
            inner = _make(words, clause, k, 0, inner_form, marker.offset, limit, "نقل تصريحات, inner")
            inner.source, inner.outer = source, outer
            return [outer, inner]
    return []


def _reported_content(words: Words, at: int, limit: int, verb: Verb) -> tuple[tuple[int, int], int, int] | None:
    """(cue of the inner source, end of its phrase, offset of the content)."""
    for k in range(at + 1, min(limit, at + 30)):
        word = words.norm[k]
        forms, _ = words.forms(k)
        nominal = word in ("القول", "قول") or any(f.kind == "noun" and f.suffix and (f.verb.that or f.verb.say) for f in forms)
        if nominal and k + 1 < limit:
            j = _content_after(words, k + 1, limit)
            while j < limit and (words.is_in(j, "complementiser") or words.norm[j] in (":", "،", "علي", "الي", "ب")):
                j += 1
            if j < limit:
                begin = words.end[j] if j in words.close_of and is_speech(words, j, True, limit) else words.start[j]
                return (words.start[k], words.end[k]), k, begin
        if words.is_in(k, "complementiser") and k + 1 < limit and words.norm[k - 1] not in words.cues.words["not_that"]:
            return (words.start[at], words.end[at]), k, words.start[k + 1]
        if word == ":" and k + 1 < limit:
            return (words.start[at], words.end[at]), k, words.start[k + 1]
        if k > at + 1 and words.is_masdar(k) and words.is_in(k, "noun_object") and not words.is_definite(k):
            return (words.start[at], words.end[at]), k, words.start[k]
    return None


def _content_after(words: Words, k: int, limit: int) -> int:
    """«قوله في مؤتمر صحفي، اليوم، إن»: what stands between noun and content is left out."""
    if k >= limit or words.norm[k] in ("ان", ":") or words.is_in(k, "complementiser") or k in words.close_of:
        return k
    if words.norm[k] in ("في", "خلال") or words.is_in(k, "time") or words.norm[k] == "،":
        for j in range(k, min(limit, k + 25)):
            if words.is_in(j, "complementiser") or words.norm[j] == ":" or (j in words.close_of and is_speech(words, j, False, limit)):
                return j
    return k


def _noun(words: Words, clause: Clause, i: int, off: int, form: Form) -> list[Found]:
    """«إعلان الوزارة عن ...», «قوله إن ...»: nominal cues need both source and content."""
    verb, limit = form.verb, _limit(words, clause, i)
    if i > clause.start and words.norm[i - 1] in ("في", "وفي", "خلال"):
        return []
    if form.suffix:
        if verb.that and i + 1 < limit and words.is_in(i + 1, "complementiser") and i + 2 < limit:
            return [_make(words, clause, i, off, form, words.start[i + 2], limit, "noun with pronoun")]
        return []
    if words.is_definite(i) or not (verb.that or "ب" in verb.object_preps):
        return []
    source = source_phrase(words, i + 1, limit)
    if source is None or (words.noun(i + 1) is None and words.mention[i + 1] < 0 and i + 1 not in words.close_of):
        return []
    marker = scan(words, i, limit, verb)
    if marker is None or marker.kind in ("none", "quote", "colon") or marker.at < source.end or marker.at > source.end + 12:
        return []
    found = _make(words, clause, i, off, form, marker.offset, limit, "noun")
    found.source = source_phrase(words, i + 1, marker.at)
    found.gender, found.number = source.gender, source.number
    return [found] if found.source is not None else []


def _phrase_at(words: Words, clause: Clause, i: int) -> tuple[list[Found], int]:
    """Prepositional cues: «بحسب س», «بحسب ما أفاد س», «على حد قول س»."""
    word = words.norm[i]
    phrases = words.cues.phrases.get(word) or (words.cues.phrases.get(word[1:]) if word[0] == "و" else None)
    for parts, name in phrases or ():
        end = _match(words, i, parts, clause.end)
        if end is None:
            continue
        build = _verbal_phrase if name == "preposition_verb" else _nominal_phrase
        found = build(words, clause, i, end, parts)
        if found is not None:
            return [found], words.at(found.cue[1]) if name == "preposition_verb" else i + 1
    return [], 0


def _match(words: Words, i: int, parts: tuple[str, ...], limit: int) -> int | None:
    """The word after the phrase (a last «ل» or «لما» may be glued on)."""
    for n, part in enumerate(parts[1:], 1):
        k = i + n
        if k >= limit:
            return None
        if part == "ل":
            return k if words.norm[k][0] == "ل" else None
        if words.norm[k] != part:
            return None
    return i + len(parts) if i + len(parts) < limit else None


def _verbal_phrase(words: Words, clause: Clause, i: int, at: int, parts: tuple[str, ...]) -> Found | None:
    forms, off = words.forms(at)
    form = next((f for f in forms if f.kind in ("past", "present") and (f.verb.that or f.verb.say)), None)
    if form is None or (off and words.norm[at][0] == "و"):
        return None
    limit = _limit(words, clause, i)
    if parts[0] in ("كما", "مثلما") and scan(words, at, limit, form.verb) is not None:
        return None
    start = at + 1
    while start < limit and _skippable(words, start) and words.norm[start] != "،":
        start += 1
    source = source_phrase(words, start, limit)
    if source is None and parts[0] in ("كما", "علي"):
        return None
    conjunction = 1 if words.norm[i][0] == "و" and words.norm[i] not in words.cues.phrases else 0
    found = _make(words, clause, i, conjunction, form, words.start[clause.start], limit, "preposition with verb")
    found.cue = (found.cue[0], words.end[at])
    found.source = source
    found.told_to = told_to_of(words, at + 1, min(limit, at + 20))
    _surround(words, clause, found, i, source.end if source else at + 1)
    return found


def _nominal_phrase(words: Words, clause: Clause, i: int, at: int, parts: tuple[str, ...]) -> Found | None:
    limit = _limit(words, clause, i)
    cue_end = at - 1
    glued = "ل" if parts[-1] == "ل" else ""
    if words.norm[at] == "ما" or at >= limit:
        return None
    if parts[-1] == "حد" and not words.is_in(at, "speech_noun"):
        return None
    pronoun = ""
    bare = words.norm[at][1:] if glued else words.norm[at]
    forms = words.cues.forms.get(bare, ())
    is_noun = any(f.kind == "noun" and (f.verb.that or f.verb.say) for f in forms)
    if words.is_in(at, "speech_noun") or (is_noun and words.noun_of(bare) is None) or bare in ("تصريحات", "تصريح", "كلام", "حديث", "مزاعم", "ادعاءات", "روايه", "تعبير"):
        pronoun = "ها" if bare.endswith("ها") else "هم" if bare.endswith("هم") else "ه" if bare.endswith("ه") and bare not in ("افاده", "روايه", "شهاده") else ""
        cue_end, at = at, at + 1
        if not pronoun and (at >= limit or words.is_in(at, "time")):
            return None
        glued = ""
    source = None if pronoun else _trusted_source(words, at, limit, glued, parts)
    if source is None and not pronoun:
        return None
    conjunction = 1 if words.norm[i][0] == "و" and words.norm[i] not in words.cues.phrases else 0
    found = _make(words, clause, i, conjunction, None, words.start[clause.start], limit, "preposition")
    found.cue = (found.cue[0], max(found.cue[1], words.end[cue_end] if cue_end >= i and not glued else words.end[i]))
    found.source = source
    if source is not None:
        found.gender, found.number = source.gender, source.number
    else:
        found.gender, found.number = ("f", "sg") if pronoun == "ها" else ("m", "pl") if pronoun == "هم" else ("m", "sg")
    _surround(words, clause, found, i, source.end if source else cue_end + 1)
    return found if found.content[1] > found.content[0] else None


def _trusted_source(words: Words, at: int, limit: int, glued: str, parts: tuple[str, ...]) -> Phrase | None:
    """The phrase after a preposition, if it can speak: «وفق العقد» names no speaker."""
    word = words.norm[at]
    if any(b in words.cues.words["not_source"] or "ال" + b in words.cues.words["not_source"] for b in ([word, *_bare(word, glued)])):
        return None
    phrase = source_phrase(words, at, limit, glued)
    if phrase is None:
        return None
    known = words.noun(at) is not None or words.mention[at] >= 0 or at in words.close_of or (at + 1 < limit and words.mention_starts(at + 1)) or words.is_in(at, "honorific")
    if known or (parts[-1] in ("عن", "لسان") and parts[0] == "نقلا"):
        return phrase
    closes = phrase.end >= limit or words.norm[phrase.end] in "،:)" or words.is_in(phrase.end, "resumptive")
    nominal = words.is_masdar(at) or word.endswith("ات") or (words.is_definite(at) and phrase.end - at < 2)
    return phrase if closes and not nominal and phrase.end - at <= 5 and not _is_definite_glued(word, glued) else None


def _is_definite_glued(word: str, glued: str) -> bool:
    return bool(glued) and word.startswith("لل")


def _bare(word: str, glued: str) -> list[str]:
    out = []
    if glued and word.startswith("لل"):
        out.append(word[2:])
    elif glued:
        out.append(word[1:])
    if word.startswith("ال"):
        out.append(word[2:])
    return out


def _surround(words: Words, clause: Clause, found: Found, i: int, after: int) -> None:
    """The clause round a prepositional cue: before it, after it, or both sides of it."""
    end = _limit(words, clause, i)
    start = clause.start
    if words.quote[i] >= 0:
        start = max(start, words.quote[i] + 1)
    left = i
    while left > start and not words.is_word(left - 1) and left - 1 not in words.open_of and words.norm[left - 1] != ")":
        left -= 1
    rest = after
    while rest < end and words.norm[rest] not in "،:" and not words.is_in(rest, "resumptive") and not words.is_in(rest, "complementiser"):
        rest += 1
    resumes = rest < end
    while rest < end and (words.norm[rest] in "،:-" or words.is_in(rest, "resumptive") or words.is_in(rest, "complementiser")):
        rest += 1
    at_start = left <= start or all(words.is_in(k, "complementiser") or words.norm[k] in ("و", "كذلك") for k in range(start, left)) or words.is_in(left - 1, "complementiser")
    if at_start:
        found.content = (words.start[rest], words.end[end - 1]) if rest < end and resumes else (0, 0)
        return
    found.backward = True
    begin = start
    while begin < left and (words.norm[begin] in ("،", "-", ":") ):
        begin += 1
    skip = 1 if words.norm[begin][0] == "و" and len(words.norm[begin]) > 3 and words.norm[begin] not in words.cues.nouns else 0
    found.content = (words.start[begin] + skip, words.end[left - 1])
    if rest < end and words.norm[rest - 1] == "،" and _continues(words, rest, end):
        found.more = [found.content]
        found.content = (words.start[rest], words.end[end - 1])


def _continues(words: Words, k: int, limit: int) -> bool:
    """Whether the clause goes on after a parenthetical cue (no new cue, relative or conjunction)."""
    if words.is_in(k, "relative") or words.is_in(k, "clause_start") or words.norm[k] in ("مما", "فيما", "وذلك"):
        return False
    if words.norm[k][0] == "و" and words.norm[k] not in words.cues.nouns:
        return False
    forms, _ = words.forms(k)
    return not any(f.kind != "noun" for f in forms) and k + 1 < limit
