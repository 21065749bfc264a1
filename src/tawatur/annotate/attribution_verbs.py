"""Finite verbs of saying, and their forms with a pronoun."""

from __future__ import annotations

from ..lang.cues import Form, Verb
from .attribution_adverbials import past_adverbials
from .attribution_bare import bare_content
from .attribution_frames import Found, Marker, scan
from .attribution_kinds import Phrase, describe
from .attribution_objects import past_time, split_object
from .attribution_quoted import after_quote, join_first_half
from .attribution_region import close_quote, fill_region, is_subject, limit_of, new_found, skippable
from .attribution_reports import reported
from .attribution_sources import is_known, source_phrase
from .attribution_subjects import (
    agrees,
    at_clause_start,
    some_who,
    subject_at_left,
    subject_before,
    subject_of_pluperfect,
    subject_of_prior,
    subject_of_relative,
)
from .attribution_topics import topic_before
from .attribution_words import Clause, Words

_BYLINE_WORDS = 5


def finite_verb(words: Words, clause: Clause, i: int, off: int, form: Form) -> list[Found]:
    verb, limit = form.verb, limit_of(words, clause, i)
    if not _may_speak(words, clause, i, off, form, limit):
        return []
    if verb.reports:
        chained = reported(words, clause, i, off, form, limit)
        if chained:
            return chained
    if i + 2 < limit and words.is_in(i + 1, "said_before") and is_subject(words, i + 2):
        # «أوضح ذلك المدير سامر حداد، وقال إن»: what was told before; he goes on.
        one = new_found(words, clause, i, off, form, words.end[i + 1], limit, "silent")
        fill_region(words, one, i + 2, limit)
        return [one] if one.source is not None else []
    marker = scan(words, i, limit, verb)
    objects = _object_instead(words, clause, i, off, form, limit, marker)
    if objects or marker is None:
        return objects or after_quote(words, clause, i, off, form, limit) or bare_content(words, clause, i, off, form, limit)
    if _impersonal(words, clause, i, off, form, marker) or _is_byline(words, clause, i, verb, marker):
        return []
    near = marker.kind == "that" and (i == clause.start or marker.at == i + 1)
    if verb.key in words.cues.words["like_between"] and off == 0 and not near:
        # «المدير بين تجار السوق: ...»
        return []
    found = new_found(words, clause, i, off, form, marker.offset, limit, f"verb {marker.kind}")
    fill_region(words, found, i + 1, marker.at)
    if marker.kind == "quote":
        close_quote(words, found, marker, clause.end)
        join_first_half(words, clause, found, off)
    found.direct = marker.kind in ("quote", "colon")
    before = _subject_elsewhere(words, clause, i, off, form)
    if before is not None:
        found.source = before
        return [found, *_quoted_through(words, found, i + 1, marker)]
    return _with_speaker(words, clause, found, off, form, marker)


def _subject_elsewhere(words: Words, clause: Clause, i: int, off: int, form: Form) -> Phrase | None:
    """The subject where the construction before the verb names it."""
    before = subject_of_pluperfect(words, clause, i, form) or topic_before(words, clause, i, off, form)
    if before is None and off == 0:
        before = subject_of_relative(words, clause, i, form) or subject_of_prior(words, clause, i, form) or some_who(words, clause, i)
    return before


def _with_speaker(
    words: Words, clause: Clause, found: Found, off: int, form: Form, marker: Marker
) -> list[Found]:
    """The attribution of a verb that stands before its content, or none where nobody can speak."""
    i, verb = found.at, form.verb
    if _is_accused(words, found, marker):
        return []
    if verb.object_preps and off == 0:
        found.source = subject_at_left(words, clause, i, form) or found.source
    if off == 0 and i > clause.start and words.is_in(i - 1, "he_did"):
        # «قال إنه اتهم المدير بـ...»: the pronoun speaks, the noun after the verb is the object.
        found.source = None
        return [found]
    if _is_object(words, found, off, marker):
        found.source = None
    elif not _plausible(words, found, i, off, marker):
        return []
    if found.source is None and not _left_subject(words, clause, found, off, form, marker):
        return []
    return [found, *_quoted_through(words, found, i + 1, marker)]


def _may_speak(
    words: Words, clause: Clause, i: int, off: int, form: Form, limit: int
) -> bool:
    """Whether the form stands where a verb of saying can: not negated, not another word."""
    verb = form.verb
    if off == 0 and i > clause.start and words.is_in(i - 1, "noun_preposition") and not words.is_in(i - 1, "of"):
        # «إلى وصف المدير بأنه»: after a preposition it is the noun of the same letters.
        return False
    if verb.strict:
        if form.number == "du" or (form.kind == "present" and not verb.that and verb.say):
            return False
        that = i + 1 + (i + 2 < limit and words.is_in(i + 1, "before_that"))
        followed = i + 1 < limit and ((words.is_in(that, "complementiser") and verb.that) or (words.is_in(i + 1, "in_it") and off == 0 and verb.key not in words.cues.words["like_between"]))
        if not at_clause_start(words, clause, i, off) and (not followed or verb.key in words.cues.words["like_between"]):
            return _after_dateline(words, clause, i, form)
    before = words.norm[i - 1] if i > clause.start else ""
    if form.kind == "present" and off == 0 and any(words.is_in(k, "call") for k in range(max(clause.start, i - 3), i)):
        # «تلقت الغرفة بلاغا يفيد بوقوع حادث»: nobody is told of who says it.
        return False
    if form.kind == "present" and verb.stance == "asks" and words.norm[i][:off].endswith("س"):
        # «سيدعو الوفد إلى جنيف» tells what will be done.
        return i + 1 < limit and words.is_in(i + 1, "complementiser")
    negated = before in words.cues.words["negation"] and verb.stance != "denies"
    return not (form.kind == "present" and (before in words.cues.words["that"] or negated))


def _after_dateline(words: Words, clause: Clause, i: int, form: Form) -> bool:
    """«البحر - رويترز ذكرت وزارة ...»: a line without marks before the first verb."""
    if form.kind != "past" or form.number != "sg" or i + 1 >= clause.end or not (form.verb.that or form.verb.reports):
        return False
    if not is_subject(words, i + 1) or form.verb.key in words.cues.words["like_between"]:
        return False
    agency = words.norm[i - 1] in words.cues.words["agency_names"]
    return agency or (form.gender == "f" and words.mention[i - 1] >= 0) or (form.verb.reports and form.gender == "f")


def silent_verb(words: Words, clause: Clause, i: int, off: int, form: Form) -> list[Found]:
    """«دان المجلس الهجوم»: no attribution, but whoever condemns or greets goes on speaking."""
    limit = limit_of(words, clause, i)
    if form.kind == "participle" or form.suffix or i + 1 >= limit or not at_clause_start(words, clause, i, off):
        return []
    found = new_found(words, clause, i, off, form, words.end[i], limit, "silent")
    fill_region(words, found, i + 1, limit)
    if found.source is None or not is_subject(words, found.source.start) or words.norm[i + 1][0] in "بل" or (off and found.source.end >= limit):
        found.source = subject_before(words, clause, i, off, form)
    found.told_to = found.medium = None
    return [found]


def _object_instead(
    words: Words, clause: Clause, i: int, off: int, form: Form, limit: int, marker: Marker | None
) -> list[Found]:
    """A noun object that comes before the marker is the content («أعلنت "فك الحصار" عن ...»)."""
    verb = form.verb
    if marker is None:
        return _object_frame(words, clause, i, off, form, limit)
    if marker.kind == "that" and verb.masdar and marker.at - 2 > i and any(f.kind == "participle" for f in words.forms(marker.at - 1)[0]):
        # «أكد المدير سامر حداد الخبر مضيفا أن»: «أن» belongs to the participle.
        return _object_frame(words, clause, i, off, form, marker.at - 1)
    if marker.kind in ("prep", "quote") and verb.masdar and not verb.object_preps:
        start = min(past_adverbials(words, i + 1, limit), limit - 1)
        split = _split_after_mark(words, start, limit, verb) or split_object(words, start, limit, verb)
        if split is not None and split[1] < marker.at:
            return _object_frame(words, clause, i, off, form, limit)
    if marker.kind == "quote" and verb.whole_object:
        objects = _object_frame(words, clause, i, off, form, limit)
        if objects and objects[0].content[0] < marker.offset:
            return objects
    return []


def _left_subject(
    words: Words, clause: Clause, found: Found, off: int, form: Form, marker: Marker
) -> bool:
    """Look for the subject before the verb; False where the verb turns out to tell nothing."""
    i, verb = found.at, form.verb
    if marker.at == i + 1 and marker.kind == "prep" and verb.object_preps and not verb.preps:
        # «اتهم بقتلهم»: nobody accuses, it is a passive.
        return False
    if i > clause.start and words.is_in(i - 1, "what"):
        # «ما اعتبر خطوة»: is considered.
        return not (form.kind == "present" and form.gender == "m") and not verb.whole_object
    found.source = _indefinite_before(words, clause, i, off, form) or subject_before(words, clause, i, off, form)
    if found.source is None:
        # «الهجوم الذي قالت إنه ...» goes on with the last speaker; «تجارب تؤكد أن» has none.
        if form.kind == "present" and off == 0 and i > clause.start and words.is_word(i - 1) and words.is_adjective(i - 1) and not words.is_definite(i - 1) and not words.is_in(i - 1, "clause_start"):
            # «ممارسات احتكارية تهدد بـ...»: a clause on an indefinite noun.
            return False
        relative = i > clause.start and words.is_in(i - 1, "relative")
        return not relative or (words.is_in(marker.token - 1, "that_he") and not words.is_in(i - 2, "the_matter"))
    if is_known(words, found.source) or not words.mentions or _contrasted(words, found, form) or words.is_in(i - 1, "turn"):
        return True
    adjacent = found.source.end == i
    found.source = None
    return not adjacent or marker.kind in ("quote", "colon")


def _indefinite_before(words: Words, clause: Clause, i: int, off: int, form: Form) -> Phrase | None:
    """«جماعات تقول إنها», «رجل ادعى أن»: an indefinite noun of speakers right before the verb."""
    if off or i == clause.start or words.is_definite(i - 1):
        return None
    noun = words.noun(i - 1)
    if noun is None or words.norm[i - 1] not in words.cues.nouns or noun.cls not in ("anonymous", "group", "role", "body", "document"):
        return None
    if noun.cls == "document" and (noun.kind != "document" or (i - 2 >= clause.start and words.is_in(i - 2, "in_during"))):
        # «في رسالة قال إن»: who wrote it goes on.
        return None
    phrase = describe(words, i - 1, i)
    return phrase if agrees(phrase, form.gender, form.number) else None


def _contrasted(words: Words, found: Found, form: Form) -> bool:
    """«إلا أن خلية الأزمة أكدت أن»: whoever stands right after «إلا أن» is the subject."""
    first = found.source.start if found.source is not None else 0
    if first < 2 or form.kind != "past" or form.verb.strict:
        return False
    return words.is_in(first - 1, "that") and words.norm[first - 2].lstrip("و") in words.cues.words["contrast"]


def _is_object(words: Words, found: Found, off: int, marker: Marker) -> bool:
    """«وحث جميع الأطراف على»: a lone noun after a conjoined verb that must have an object."""
    source, verb = found.source, found.verb
    if source is None or verb is None or not verb.object_preps or verb.preps or verb.that or off == 0:
        return False
    whole = words.mention[source.start] >= 0 and words.mention_end[words.mention[source.start]] >= source.end
    alone = source.end - source.start == 1 or whole or words.is_in(source.start, "all")
    unknown = words.noun(source.start) is None and words.mention[source.start] < 0
    ends = source.end == marker.at or (unknown and words.is_in(source.end, "in_of"))
    return alone and ends and found.at > found.clause.start


def _is_accused(words: Words, found: Found, marker: Marker) -> bool:
    """«يتهم مسؤولو الشركة بأنهم»: the one party that stands before «بأنهم» is the one accused."""
    source, verb = found.source, found.verb
    if source is None or verb is None or marker.kind != "that" or verb.that or not verb.object_preps or verb.preps:
        return False
    if source.end != marker.at or source.end - source.start > 2:
        return False
    return words.norm[marker.at].endswith("هم") if source.number == "pl" else False


def _plausible(words: Words, found: Found, i: int, off: int, marker: Marker) -> bool:
    """An unknown phrase may speak only where the content follows it closely."""
    source, verb = found.source, found.verb
    strict = verb is not None and verb.strict
    if source is None:
        if form_has_object(found) or marker.at <= i + 2 or found.told_to is not None or found.medium is not None:
            return True
        first = i + 1
        adverbial = skippable(words, first) or words.is_in(first, "preposition") or words.norm[first] in ("(", "-") or words.is_in(first, "in_of")
        near = 14 if words.is_in(i - 1, "already") or found.medium is not None else 6
        adverbial = adverbial or words.is_in(first, "aside") or f"{words.norm[first]} {words.norm[first + 1]}" in words.cues.words["quoted_through"]
        return adverbial and (not strict or marker.at <= i + near)
    if source.end <= i:
        return True
    gap = _gap(words, source.end, marker.at)
    role = words.noun(source.end) if source.end < marker.at else None
    if role is None and source.end + 1 < marker.at and words.is_word(source.end) and words.is_definite(source.end + 1):
        role = words.noun(source.end + 1)
    if role is not None and role.cls == "role":
        # «قالت أنيس حداد المتحدثة باسم ... إن»: a title tells a person.
        return not strict or gap <= 10
    if is_known(words, source):
        return not strict or gap <= 8 or found.medium is not None or not words.is_word(source.end) or words.is_in(source.end, "relative")
    if strict:
        # «كتب سامر حداد في تغريدة: ...»: a medium and the marks of speech make up for an unknown name.
        posted = found.medium is not None and marker.kind in ("quote", "colon") and source.end - source.start <= 4
        return posted or (gap <= 0 and source.end - source.start <= 3 and off > 0)
    return gap <= 3 or words.norm[source.end] in ("،", "(") or words.norm[source.end] in words.cues.phrases or words.is_in(source.end, "after_speaker") or words.is_in(source.end, "relative") or words.is_in(source.end, "time") or found.told_to is not None or found.medium is not None


def form_has_object(found: Found) -> bool:
    """«طالبوا هيئة التخطيط بـ»: after a plural the noun before the preposition is the object."""
    return found.number == "pl" and found.kind in ("past", "present") and found.verb is not None and bool(found.verb.object_preps)


def _gap(words: Words, a: int, b: int) -> int:
    """How many words and marks stand from `a` to `b`, brackets and what they hold left out."""
    count, k = 0, a
    while k < b:
        if words.norm[k] == "(":
            k = next((n for n in range(k + 1, b) if words.norm[n] == ")"), b)
        else:
            count += 1
        k += 1
    return count


def _impersonal(words: Words, clause: Clause, i: int, off: int, form: Form, marker: Marker) -> bool:
    """«ويذكر أن», «يعتقد أن»: nobody is named who says it."""
    if words.norm[i][off:] in words.cues.words["turned_out"] and marker.at <= i + 2:
        return True
    if form.gender != "m" or form.number != "sg" or marker.kind == "quote" or marker.kind == "colon":
        return False
    if marker.at > i + 1 or form.kind != "present" or words.norm[i][off:] not in words.cues.words["impersonal"]:
        return False
    return subject_before(words, clause, i, off, form) is None


def _is_byline(words: Words, clause: Clause, i: int, verb: Verb, marker: Marker) -> bool:
    """«كتب: سامر حداد»: a line that names its writer."""
    first = i == clause.start and marker.kind == "colon" and marker.at == i + 1
    return first and words.is_in(i, "byline_verb") and clause.end - marker.token <= _BYLINE_WORDS


def _object_frame(words: Words, clause: Clause, i: int, off: int, form: Form, limit: int) -> list[Found]:
    verb = form.verb
    if not (verb.obj or verb.masdar or verb.whole_object) or form.number == "du":
        return []
    start = past_adverbials(words, i + 1, limit)
    if start >= limit:
        return []
    split = _split_after_mark(words, start, limit, verb) or split_object(words, start, limit, verb)
    if split is None or (split[0] == start and _unsaid(words, clause, i, off, form)):
        return []
    if verb.whole_object and (words.is_in(split[1], "rank") or (words.is_in(i - 1, "relative") and i > clause.start)):
        # «تعتبر س أحد ...», «التي تعتبر ...»: is considered, nobody says it.
        return []
    if verb.whole_object and not _has_preposition(words, split[1], limit, verb.whole_object):
        return []
    found = new_found(words, clause, i, off, form, words.start[split[1]], limit, "verb object")
    if split[0] > start:
        fill_region(words, found, start, split[0])
    found.source = _subject_elsewhere(words, clause, i, off, form) or found.source
    if found.source is None:
        found.source = subject_before(words, clause, i, off, form)
        if found.source is None and off == 0 and i > clause.start and not words.is_in(i - 1, "clause_start") and words.norm[i - 1] != "،":
            return []
    if split[0] == split[1] == start:
        _subject_behind(words, found, start, limit)
    if found.source is not None and words.mentions and not is_known(words, found.source):
        return []
    if found.source is not None and form.kind == "present" and "" in verb.whole_object and not is_subject(words, found.source.start):
        # «وصوله يعتبر تدشينا لعمل الحكومة»: is considered.
        return []
    return [found]


def _subject_behind(words: Words, found: Found, start: int, limit: int) -> None:
    """«تبنى الهجوم تنظيم محلي», «أكد هذه الأنباء المدير سامر حداد»: a short object stands before the subject."""
    pointed = words.is_in(start, "pointer_any") and start + 1 < limit and words.is_definite(start + 1)
    end = start + 2 if pointed else start + 1 if words.is_in(start, "claimed") and words.is_definite(start) else limit
    if end >= limit or not is_subject(words, end) or words.is_adjective(end):
        return
    phrase = source_phrase(words, end, limit)
    if phrase is not None and agrees(phrase, found.gender, found.number):
        found.source = phrase
        found.content = (words.start[start], words.end[end - 1])


def _split_after_mark(words: Words, start: int, limit: int, verb: Verb) -> tuple[int, int] | None:
    """«أعلن أمس، في بيان، وصول ...», «أعلن أمس، وفاة ...»: the object after a mark that follows the verb."""
    if words.norm[start] != "،":
        return None
    if (after := past_time(words, start, limit)) is not None:
        return (start, after)
    masdar = start + 2 < limit and verb.masdar and words.is_masdar(start + 1)
    return (start, start + 1) if masdar else None


def _unsaid(words: Words, clause: Clause, i: int, off: int, form: Form) -> bool:
    """«ويتوقع إعلان النتيجة»: an impersonal passive before its subject."""
    if form.kind != "present" or form.gender != "m" or form.number != "sg":
        return False
    if words.norm[i][off:] not in words.cues.words["impersonal"]:
        return False
    return subject_before(words, clause, i, off, form) is None


def _has_preposition(words: Words, a: int, limit: int, preps: frozenset[str]) -> bool:
    if "" in preps:
        return True
    return any(words.norm[k] in preps for k in range(a + 1, min(limit, a + 12)))


def _quoted_through(words: Words, found: Found, a: int, marker: Marker) -> list[Found]:
    """«قالت س نقلا عن ص إن»: the second source says the same content."""
    for k in range(a, marker.at - 1):
        if f"{words.norm[k]} {words.norm[k + 1]}" in words.cues.words["quoted_through"] and k + 2 < marker.at:
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
