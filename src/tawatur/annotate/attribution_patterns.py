"""The patterns of attribution in one sentence, put together."""

from __future__ import annotations

from ..lang.cues import Form
from .attribution_adverbials import past_adverbials
from .attribution_frames import Found, scan
from .attribution_letters import came_in
from .attribution_media import medium_of, told_to_of
from .attribution_objects import split_object
from .attribution_phrases import phrase_at
from .attribution_pronouns import verb_with_pronoun
from .attribution_quoted import quoted_request
from .attribution_region import close_quote, first_party, is_subject, limit_of, new_found
from .attribution_sources import source_phrase
from .attribution_verbs import finite_verb, silent_verb
from .attribution_words import Clause, Words

_LONG_QUOTE = 7
_OWN_WORDS = 3
_DAMMA = "\u064f"
_OWN_RULE = "noun with pronoun quote"


def find_in(words: Words, clause: Clause) -> list[Found]:
    """All candidates of a sentence in order; contents still run to the end of the sentence."""
    out: list[Found] = []
    i = clause.start
    while i < clause.end:
        found, after = phrase_at(words, clause, i)
        if not found:
            found = came_in(words, clause, i)
        if not found and words.is_word(i) and words.mention[i] < 0:
            found = _cue_at(words, clause, i)
        if found:
            found = [f for f in found if (f.kind != "participle" and f.rule != _OWN_RULE) or not any(o.at < f.at < words.at(o.content[0]) and o.rule.startswith("verb") and not o.backward for o in out)]
            found = [f for f in found if not _in_aside_of(out, f)]
            taken = {f.cue[0] for f in out} | {f.cue[1] for f in out}
            found = [f for f in found if f.cue[0] not in taken and f.cue[1] not in taken]
            _quoted_through_phrase(out, found)
            for one in found:
                if one.medium is None and (not out or one.kind == "participle"):
                    one.medium = medium_of(words, clause.start, i)
            out += found
        i = max(i + 1, after)
    return out


def _in_aside_of(out: list[Found], found: Found) -> bool:
    """«قال س، الذي تحدث في مؤتمر، إن»: the content is that of the first verb alone."""
    return found.kind in ("past", "present") and found.outer is None and any(
        o.kind in ("past", "present") and o.at < found.at and o.content[0] == found.content[0] and not o.backward for o in out
    )


def _quoted_through_phrase(out: list[Found], found: list[Found]) -> None:
    """«على ما أعلنته س نقلا عن ص»: the second phrase hangs on the first one."""
    for one in found:
        for other in out:
            if one.backward and other.backward and other.source is not None and other.source.end == one.at:
                one.outer, one.content, one.more = other, other.content, list(other.more)


def _cue_at(words: Words, clause: Clause, i: int) -> list[Found]:
    forms, off = words.forms(i)
    if not forms and words.norm[i][0] == "ب":
        # «بقوله»
        forms = tuple(f for f in words.cues.forms.get(words.norm[i][1:], ()) if f.kind == "noun" and f.suffix)
    for form in forms:
        if form.ends_ya and form.suffix == "" and _is_noun_spelling(words, i):
            continue
        if form.kind == "present" and not form.suffix and not form.ends_ya and _is_passive_spelling(words, i):
            continue
        if not _is_spelt(words, i, off, form):
            continue
        found: list[Found] = []
        if form.verb.silent:
            found = silent_verb(words, clause, i, off, form)
        elif form.kind in ("past", "present"):
            found = verb_with_pronoun(words, clause, i, off, form) if form.suffix else finite_verb(words, clause, i, off, form)
        elif form.kind == "participle":
            found = _participle(words, clause, i, off, form)
        else:
            found = _noun(words, clause, i, off, form)
        if found:
            inside = words.quote[i] >= 0 and words.close_of[words.quote[i]] - words.quote[i] > _LONG_QUOTE
            return [] if inside and found[0].source is None else found
    return []


def _is_spelt(words: Words, i: int, off: int, form: Form) -> bool:
    """«إضافة» is not «أضافه», «اقرأ» (read!) not «أقرا», and «أعتقد أن» (I believe) is not «اعتقد»."""
    if form.kind == "past" and _has_passive_vowel(words, i, off):
        return False
    if form.number == "du":
        a, b = words.view.to_text(words.end[i] - 1, words.end[i])
        return not words.view.text[a:b].startswith("أ")
    if form.suffix != "ه" and not (form.verb.lemma[0] == "ا" and form.kind == "past" and off == 0):
        return True
    view = words.view
    if form.suffix == "ه":
        a, b = view.to_text(words.end[i] - 1, words.end[i])
        return not view.text[a:b].startswith("ة")
    a, b = view.to_text(words.start[i], words.start[i] + 1)
    follows = i + 1 < len(words.norm) and words.is_in(i + 1, "complementiser")
    return not (follows and view.text[a:b].startswith("أ"))


def _has_passive_vowel(words: Words, i: int, off: int) -> bool:
    """«ذُكر أن»: a damma on the first letter of a past form; nobody is named who says it."""
    a, b = words.view.to_text(words.start[i] + off, words.start[i] + off + 1)
    return _DAMMA in words.view.text[a:b + 1]


def _is_passive_spelling(words: Words, i: int) -> bool:
    """«يدعى» (is called) beside «يدعي» (claims), where the text tells ى from ي."""
    if not words.norm[i].endswith("ي"):
        return False
    if any(word[:-1] + "ى " in words.view.text for word in words.cues.words["in"]):
        # Who writes «فى» leaves the dots out everywhere.
        return False
    a, b = words.view.to_text(words.end[i] - 1, words.end[i])
    return words.view.text[a:b].startswith("ى")


def _is_noun_spelling(words: Words, i: int) -> bool:
    """«نفي» with dots is the noun where the text writes ى elsewhere."""
    a, b = words.view.to_text(words.end[i] - 1, words.end[i])
    return words.view.text[a:b].startswith("ي") and "ى" in words.view.text


def _participle(words: Words, clause: Clause, i: int, off: int, form: Form) -> list[Found]:
    verb, limit = form.verb, limit_of(words, clause, i)
    marker = scan(words, i, limit, verb)
    if marker is not None and marker.kind == "prep" and marker.at == i + 1 and verb.object_preps and not verb.preps:
        # «الشركة متهمة بـ»: nobody accuses, it is a passive.
        return []
    if marker is None and (asked := quoted_request(words, clause, i, off, form)):
        return asked
    if form.number == "pl" and form.gender == "m" and i > clause.start and words.norm[i - 1] != "،" and not off and not (verb.say and marker is not None and marker.kind in ("that", "colon") and marker.at <= i + 3):
        return []
    if marker is None or (marker.kind == "prep" and marker.at > i + 1 and not verb.object_preps):
        if not (verb.obj or verb.masdar):
            return []
        first = past_adverbials(words, i + 1, limit)
        split = split_object(words, first, limit, verb) if first < limit else None
        if split is None and verb.obj and verb.stance == "denies" and _is_bare_noun(words, first, limit):
            # «نافية أسر أي من أفرادها»
            split = (first, first)
        if split is None or (split[0] != first and not is_subject(words, first)):
            return []
        found = new_found(words, clause, i, off, form, words.start[split[1]], limit, "participle object")
        found.source = source_phrase(words, first, split[0]) if split[0] > first else None
        return [found]
    if marker.at > i + 8 and not verb.object_preps:
        return []
    found = new_found(words, clause, i, off, form, marker.offset, limit, f"participle {marker.kind}")
    if marker.kind == "quote":
        close_quote(words, found, marker, clause.end)
    found.direct = marker.kind in ("quote", "colon")
    found.told_to = told_to_of(words, i + 1, marker.at)
    found.medium = medium_of(words, i + 1, marker.at)
    if not verb.object_preps and i + 1 < marker.at and is_subject(words, i + 1):
        # «مؤكدا وزير النقل أن»
        found.source = source_phrase(words, i + 1, marker.at)
    return [found]


def _is_bare_noun(words: Words, k: int, limit: int) -> bool:
    """A word without article that no list of small words holds: the object of a denial."""
    if k + 1 >= limit or not words.is_word(k) or words.is_definite(k) or words.norm[k][0].isdigit():
        return False
    return not (words.is_in(k, "border") or words.is_in(k, "in_of") or words.is_in(k, "no_source_start") or words.forms(k)[0] or is_subject(words, k))


def _noun(words: Words, clause: Clause, i: int, off: int, form: Form) -> list[Found]:
    """«إعلان الوزارة عن ...», «قوله إن ...»: nominal cues need both source and content."""
    verb, limit = form.verb, limit_of(words, clause, i)
    if i > clause.start and words.is_in(i - 1, "before_cue_noun"):
        return []
    if form.suffix:
        if verb.that and i + 1 < limit and words.is_in(i + 1, "complementiser") and i + 2 < limit:
            return [new_found(words, clause, i, off, form, words.start[i + 2], limit, "noun with pronoun")]
        return _own_words(words, clause, i, off, form)
    if words.is_definite(i) or not (verb.that or "ب" in verb.object_preps):
        return []
    source = source_phrase(words, i + 1, limit)
    if source is None or (words.noun(i + 1) is None and words.mention[i + 1] < 0 and i + 1 not in words.close_of):
        return []
    marker = scan(words, i, limit, verb)
    if marker is None or marker.kind in ("none", "quote", "colon") or marker.at < source.end or marker.at > source.end + 12:
        return []
    if marker.kind == "prep" and words.norm[marker.at - 1].removeprefix("ال") in words.cues.words["published_by"]:
        # «إعلان المدينة الصادر عن الوفدين»
        return []
    if verb.object_preps and not verb.preps:
        # «اتهام الحكومة بـ»: the one that is accused; who accuses must stand before a second party.
        first = first_party(words, source)
        if first.end == source.end and not _is_second_party(words, source.end):
            return []
        source = first
    found = new_found(words, clause, i, off, form, marker.offset, limit, "noun")
    found.source = source if verb.object_preps else source_phrase(words, i + 1, marker.at)
    found.gender, found.number = source.gender, source.number
    return [found] if found.source is not None else []


def _own_words(words: Words, clause: Clause, i: int, off: int, form: Form) -> list[Found]:
    """«بقوله: «...»»: a quotation right after the noun with its pronoun."""
    k = i + 1 + (i + 1 < clause.end and words.norm[i + 1] == ":")
    if not form.verb.say or k >= clause.end or k not in words.close_of or words.close_of[k] >= clause.end:
        return []
    if words.close_of[k] - k <= _OWN_WORDS:
        return []
    found = new_found(words, clause, i, off, form, words.end[k], clause.end, _OWN_RULE)
    found.content, found.direct = (words.end[k], words.start[words.close_of[k]]), True
    return [found]


def _is_second_party(words: Words, k: int) -> bool:
    """«اتهام موسكو لواشنطن بـ»: a name with «ل» after the first party."""
    return words.norm[k][0] == "ل" and (words.mention[k] >= 0 or words.noun(k) is not None)
