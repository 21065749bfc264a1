"""Prepositional cues: «بحسب س», «بحسب ما أفاد س», «على حد قول س»."""

from __future__ import annotations

from ..lang.cues import Form
from .attribution_frames import Found, scan
from .attribution_kinds import Phrase
from .attribution_media import told_to_of
from .attribution_region import limit_of, new_found, skippable
from .attribution_sources import is_known, source_phrase
from .attribution_words import Clause, Words

_APPOSITION = 40
# «قتل خمسة في الانفجار الذي دمر المصنع بحسب س»: he may have told of the explosion alone.
LOOSE = ", behind a relative clause"


def phrase_at(words: Words, clause: Clause, i: int) -> tuple[list[Found], int]:
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
    if form is None or (off and words.norm[at][0] == "و") or _is_first_person(words, at, form):
        return None
    limit = limit_of(words, clause, i)
    if parts[0] in words.cues.words["as"] and scan(words, at, limit, form.verb) is not None:
        return None
    start = at + 1
    while start < limit and ((skippable(words, start) and words.norm[start] != "،") or words.is_in(start, "about_him")):
        start += 1
    source = source_phrase(words, start, limit)
    if source is None and parts[0] in words.cues.words["as_on"]:
        return None
    if parts[0] in words.cues.words["as"] and source is not None and form.kind == "present" and not is_known(words, source):
        # «كما تثبت افتقارهم إلى»: an object, nobody speaks.
        return None
    conjunction = 1 if words.norm[i][0] == "و" and words.norm[i] not in words.cues.phrases else 0
    found = new_found(words, clause, i, conjunction, form, words.start[clause.start], limit, "preposition with verb")
    found.cue = (found.cue[0], words.end[at])
    found.source = source
    found.told_to = told_to_of(words, at + 1, min(limit, at + 20))
    _surround(words, clause, found, i, source.end if source else at + 1)
    return found


def _is_first_person(words: Words, at: int, form: Form) -> bool:
    """«على ما آمل»: the speaker of the quotation himself."""
    a, b = words.view.to_text(words.start[at], words.start[at] + 1)
    return words.view.text[a:b].startswith("آ") and not form.verb.lemma.startswith("آ")


def _nominal_phrase(words: Words, clause: Clause, i: int, at: int, parts: tuple[str, ...]) -> Found | None:
    limit = limit_of(words, clause, i)
    cue_end = at - 1
    glued = "ل" if parts[-1] == "ل" else ""
    whole = not glued
    if words.is_in(at, "what") or at >= limit:
        return None
    if parts[-1] in words.cues.words["extent"] and not words.is_in(at, "speech_noun"):
        return None
    pronoun = ""
    bare = words.norm[at][1:] if glued else words.norm[at]
    forms = words.cues.forms.get(bare, ())
    is_noun = any(f.kind == "noun" and (f.verb.that or f.verb.say) for f in forms)
    if words.is_in(at, "speech_noun") or (is_noun and words.noun_of(bare) is None) or bare in words.cues.words["report_noun"]:
        pronoun = "ها" if bare.endswith("ها") else "هم" if bare.endswith("هم") else "ه" if bare.endswith("ه") and bare not in words.cues.words["report_noun_feminine"] else ""
        cue_end, at = at, at + 1
        if not pronoun and (at >= limit or words.is_in(at, "time")):
            return None
        # «جاء في تصريح لسامر حداد»
        whole = True
        glued = "ل" if at < limit and words.norm[at][0] == "ل" and not words.mention_is_word(at) and not words.norm[at].startswith("لل") else ""
    source = None if pronoun else _trusted_source(words, at, limit, glued, parts)
    if source is None and not pronoun:
        return None
    conjunction = 1 if words.norm[i][0] == "و" and words.norm[i] not in words.cues.phrases else 0
    found = new_found(words, clause, i, conjunction, None, words.start[clause.start], limit, "preposition")
    found.cue = (found.cue[0], max(found.cue[1], words.end[cue_end] if cue_end >= i and whole else words.end[i]))
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
    statute = words.cues.words["statute"]
    if word.removeprefix("ل") in statute or (at + 1 < limit and words.is_in(at + 1, "statute_adjective") and any(noun in word for noun in statute)):
        return None
    if any(b in words.cues.words["not_source"] or "ال" + b in words.cues.words["not_source"] for b in ([word, *_bare(word, glued)])):
        return None
    if at + 1 < limit and f"{word} {words.norm[at + 1]}" in words.cues.words["not_source"]:
        return None
    phrase = source_phrase(words, at, limit, glued)
    if phrase is None:
        return None
    known = words.noun(at) is not None or words.mention[at] >= 0 or at in words.close_of or (at + 1 < limit and words.mention_starts(at + 1)) or words.is_in(at, "honorific")
    if known or (parts[-1] in words.cues.words["from_noun"] and parts[0] in words.cues.words["quoting"]):
        return phrase
    closes = phrase.end >= limit or words.norm[phrase.end] in "،:)" or words.is_in(phrase.end, "resumptive")
    nominal = words.is_masdar(at) or word.endswith(("ات", "اتها", "اته", "اتهم")) or (words.is_definite(at) and phrase.end - at < 2)
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
    end = limit_of(words, clause, i)
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
    at_start = left <= start or all(words.is_in(k, "complementiser") or words.norm[k] == "و" or words.is_in(k, "likewise") for k in range(start, left)) or words.is_in(left - 1, "complementiser")
    # «..., ووفقا لـ س، فإن ...» opens a clause of its own in mid-sentence.
    conjoined = resumes and words.norm[i][0] == "و" and words.norm[i] not in words.cues.phrases and words.norm[i - 1] == "،"
    if at_start or conjoined:
        rest = _after_apposition(words, rest, end)
        resumes = resumes or rest < end
        found.content = (words.start[rest], words.end[end - 1]) if rest < end and resumes else (0, 0)
        return
    found.backward = True
    begin = _lead(words, start, left)
    while begin < left and (words.norm[begin] in ("،", "-", ":") ):
        begin += 1
    skip = 1 if words.norm[begin][0] == "و" and len(words.norm[begin]) > 3 and words.norm[begin] not in words.cues.nouns else 0
    found.content = (words.start[begin] + skip, words.end[left - 1])
    if left == i and any(words.is_in(k, "relative") for k in range(begin + 1, left)):
        found.rule += LOOSE
    if rest < end and words.norm[rest - 1] == "،" and _continues(words, rest, end):
        found.more = [found.content]
        found.content = (words.start[rest], words.end[end - 1])


def _after_apposition(words: Words, rest: int, end: int) -> int:
    """«ووفقا لسامر، وهو مستشار ...، فإن ...»: the content begins after «فإن»."""
    for k in range(rest + 1, min(end - 1, rest + _APPOSITION)):
        if words.norm[k - 1] == "،" and words.is_in(k, "then_that"):
            return k + 1
    return rest


def _lead(words: Words, begin: int, left: int) -> int:
    """Past «في سياق آخر،», «من جهة أخرى،» at the head of a sentence."""
    for k in range(begin + 1, min(left, begin + 5)):
        if words.norm[k] == "،" and any(words.is_in(n, "lead") for n in range(begin, k)):
            return k + 1
    return begin


def _continues(words: Words, k: int, limit: int) -> bool:
    """Whether the clause goes on after a parenthetical cue (no new cue, relative or conjunction)."""
    if words.is_in(k, "relative") or words.is_in(k, "clause_start") or words.is_in(k, "no_continuation"):
        return False
    if words.norm[k][0] == "و" and words.norm[k] not in words.cues.nouns:
        return False
    forms, _ = words.forms(k)
    return not any(f.kind != "noun" for f in forms) and k + 1 < limit
