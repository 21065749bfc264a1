"""Sources that are not named beside their verb: taken over by gender and number.

Speakers of the last sentences come first; where there is none, the subject of the sentence before.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from .attribution_adverbials import counted
from .attribution_frames import Found
from .attribution_kinds import Phrase, describe
from .attribution_sources import source_phrase
from .attribution_words import Clause, Words

_SPEAKER_REACH = 4
_FAR_REACH = 8
# More than any reach above needs; keeps a page of a million words linear.
_REMEMBERED = 120
_PLACES = 60
_TITLE_WORDS = 6


@dataclass(slots=True)
class Speaker:
    """A source that was named: its phrase, where, and the agreement that its verb showed."""

    phrase: Phrase
    sentence: int
    gender: str
    number: str
    found: Found | None


@dataclass(slots=True)
class History:
    """What was named so far, in order of the text."""

    speakers: list[Speaker] = field(default_factory=list)
    subjects: list[Speaker] = field(default_factory=list)


def resolve(words: Words, clause: Clause, found: list[Found], history: History) -> None:
    """Give every attribution of one sentence its source; adds to the history."""
    done: list[Found] = []
    subjects = _subjects(words, clause)
    for one in found:
        if one.source is not None:
            _describe_again(words, one, history)
        elif one.antecedent_phrase is None:
            _carry(words, one, clause, done, subjects, history)
        done.append(one)
        if one.source is not None or one.antecedent_phrase is not None:
            history.speakers.append(_speaker(one, clause.number))
    del history.speakers[:-_REMEMBERED], history.subjects[:-_REMEMBERED]
    history.subjects += [s for s in subjects if clause.part not in ("navigation", "byline")]


def _speaker(one: Found, sentence: int) -> Speaker:
    phrase = one.source or one.antecedent_phrase
    assert phrase is not None
    gender = phrase.gender
    if gender == "?" or (one.kind in ("past", "present") and one.gender in "mf" and one.source is not None):
        gender = one.gender
    number = phrase.number
    if gender == "f" and number == "pl":
        number = "sg"
    return Speaker(one.antecedent_phrase or phrase, sentence, gender, number, one)


def _fits(speaker: Speaker, one: Found, words: Words | None = None) -> bool:
    if words is not None and one.told_to is not None:
        hearer = words.view.norm[one.told_to[0]:one.told_to[1]]
        if hearer in words.norm[speaker.phrase.start:speaker.phrase.end]:
            return False
    if one.number in ("pl", "du") and one.gender == "m":
        return (speaker.number in ("pl", "?") and speaker.gender != "f") or (one.number == "du" and speaker.number != "pl")
    if speaker.number == "pl":
        return False
    return "?" in (speaker.gender, one.gender) or speaker.gender == one.gender


def _carry(words: Words, one: Found, clause: Clause, done: list[Found], subjects: list[Speaker], history: History) -> None:
    one.carried = True
    for earlier in [*(f for f in reversed(done) if not _is_phrase(f)), *(f for f in reversed(done) if _is_phrase(f))]:
        phrase = earlier.source or earlier.antecedent_phrase
        if phrase is not None and earlier is not one.outer and _fits(_speaker(earlier, clause.number), one, words):
            _take(one, earlier.antecedent_phrase or phrase, earlier)
            return
    before = [s for s in subjects if s.phrase.end <= one.at and _fits(s, one, words)]
    if before:
        _take(one, before[0].phrase, None)
        return
    if one.kind == "participle" and one.number == "pl":
        # «أكد وفد ...، مشيرين إلى أن»: a body in the singular goes on in the plural.
        bodies = [f.source for f in done if f.source is not None and f.source.kind in ("organization", "anonymous")]
        if bodies:
            _take(one, bodies[-1], None)
            return
    last = next((f for f in reversed(done) if f.kind in ("past", "present") and f is not one.outer and (f.source or f.antecedent_phrase)), None)
    if one.kind == "participle" and last is not None:
        # «أكدت السفارة ...، مشيرا إلى»: a participle hangs on the verb of its sentence, whatever its ending.
        _take(one, last.antecedent_phrase or last.source, last)  # type: ignore[arg-type]
        return
    strict = one.verb is not None and one.verb.strict and one.rule == "verb prep"
    speaker = _from_history(words, one, clause.number, history)
    if speaker is None and one.number == "pl" and not strict:
        # «قالت المصادر إن ... وتابعوا أن»: the people behind sources or a body.
        speaker = next((s for s in reversed(history.speakers) if clause.number - s.sentence <= 1 and s.phrase.kind in ("anonymous", "organization")), None)
    if speaker is not None and not (strict and (speaker.found is None or clause.number - speaker.sentence > 2)):
        _take(one, speaker.phrase, speaker.found)


def _is_phrase(one: Found) -> bool:
    """A «بحسب س»: its source speaks on only where no verb has one."""
    return one.backward and one.kind == ""


def _take(one: Found, phrase: Phrase, earlier: Found | None) -> None:
    one.antecedent_phrase = phrase
    one.from_found = earlier
    if earlier is not None and one.medium is None and earlier.clause.number == one.clause.number:
        one.medium = earlier.medium
    if earlier is not None and one.kind == "participle" and one.told_to is None and earlier.clause.number == one.clause.number:
        one.told_to = earlier.told_to


def _goes_on(words: Words, one: Found) -> bool:
    """«وأضافت», «كما ذكرت أيضا»: somebody who spoke before speaks again."""
    if one.verb is not None and one.verb.key in words.cues.words["goes_on"]:
        return True
    return (one.at > 0 and words.is_in(one.at - 1, "as_also")) or words.is_in(min(one.at + 1, len(words.norm) - 1), "also")


def _from_history(words: Words, one: Found, sentence: int, history: History) -> Speaker | None:
    reach = _FAR_REACH if _goes_on(words, one) else _SPEAKER_REACH
    fitting = [
        s for s in history.speakers
        if sentence - s.sentence <= reach and _fits(s, one, words) and s.found is not one.outer
    ]
    if fitting:
        last = fitting[-1].sentence
        spokesman = _spoke_for(words, one, sentence, last, history)
        if spokesman is not None:
            return spokesman
        # Of the last sentence the main speaker goes on, not one that it quotes or a «بحسب س».
        same = [s for s in fitting if s.sentence == last and s.found is not None]
        same = [s for s in same if not _told_by_a_person(s, same)] or same
        plain = [s for s in same if s.found is not None and s.found.outer is None and not s.found.backward]
        quoted = [s for s in same if s.found is not None and s.found.outer is not None and s.phrase.kind == "person"]
        # «ونقل الموقع عن س قوله ... وأضاف»: a person who is quoted goes on, an unnamed one does not.
        return (quoted or plain or same or fitting)[-1]
    for back in (1, 2):
        near = [s for s in history.subjects if sentence - s.sentence == back and _fits(s, one, words)]
        people = [s for s in near if s.phrase.kind == "person"]
        if people or near:
            return (people or near)[-1] if people else near[0]
    for pool, reach in ((history.speakers, _FAR_REACH), (history.subjects, _SPEAKER_REACH)):
        for speaker in reversed(pool):
            if sentence - speaker.sentence <= reach and _fits(speaker, one, words):
                return speaker
    return None


def _told_by_a_person(inner: Speaker, speakers: list[Speaker]) -> bool:
    """«قال الوزير إن الرئيس أبلغه أن ... وأضاف»: it is the minister who goes on."""
    at = inner.found.cue[0] if inner.found is not None else -1
    return any(
        s.phrase.kind == "person" and s.found is not None and s.found is not inner.found
        and s.found.content[0] <= at < s.found.content[1] for s in speakers
    )


def _spoke_for(words: Words, one: Found, sentence: int, last: int, history: History) -> Speaker | None:
    """«ورفضت متحدثة باسم الشركة التهم. وقالت»: a spokesman of the sentence before, after whom nobody spoke."""
    if last >= sentence - 1:
        return None
    near = [s for s in history.subjects if s.sentence == sentence - 1 and _fits(s, one, words)]
    return next((s for s in near if _bare(words.norm[s.phrase.start].lstrip("و")) in words.cues.words["spokesman"]), None)


def _subjects(words: Words, clause: Clause) -> list[Speaker]:
    """Noun phrases that stand where a subject stands: at a clause's start or after its verb."""
    out: list[Speaker] = []
    for k in range(clause.start, clause.end):
        if words.quote[k] >= 0 and k not in words.close_of:
            continue
        starts = k == clause.start or words.norm[k - 1] in "،." or (words.norm[k][0] == "و" and len(words.norm[k]) > 3)
        if not starts and not (words.mention[k] < 0 and any(f.kind in ("past", "present") for f in words.forms(k)[0])):
            continue
        particle = words.norm[k].lstrip("و") in words.cues.words["clause_particle"]
        passive = k == clause.start and k + 2 < clause.end and words.is_masdar(k + 1) and words.is_name(k + 2)
        for a in (k, k + 1, k + 2) if particle or passive else (k, k + 1):
            if a < clause.end and words.is_in(a, "quantity") and (crowd := counted(words, a, clause.end)) is not None:
                out.append(Speaker(crowd, clause.number, "m", "pl", None))
                break
            # «ورفع المتظاهرون»: an unknown plural in the nominative right after a verb.
            plural = a > k and a < clause.end and words.is_definite(a) and words.norm[a].endswith("ون") and len(words.norm[a]) > 6 and not words.is_in(a, "no_plural")
            if a >= clause.end or not (plural or words.mention_starts(a) or words.noun(a) is not None or _quotes_name(words, a)):
                continue
            if a > k and (words.is_in(k, "preposition") or words.norm[k].lstrip("و") in words.cues.words["governing"]):
                continue
            if words.norm[a][0] in "بل" and words.norm[a] not in words.cues.nouns and not words.mention_starts(a):
                continue
            mention = words.mention_at(a)
            if mention is not None and mention.type == "LOC" and not _acts(words, clause, k, a):
                continue
            phrase = source_phrase(words, a, clause.end)
            if phrase is not None:
                phrase = _without_object(words, phrase)
                out.append(Speaker(phrase, clause.number, phrase.gender, phrase.number, None))
                break
    return out


def _acts(words: Words, clause: Clause, k: int, a: int) -> bool:
    """«ورفضت البلاد التهم»: a place acts at the head of its sentence or after the feminine verb there.

    In an enumeration («الوادي والجبل والنهر») it does not.
    """
    if a == k:
        return k == clause.start or words.norm[k - 1] in "،."
    word = words.norm[k]
    return k == clause.start and word[-1] == "ت" and len(word) > 3 and words.mention[k] < 0


def _quotes_name(words: Words, a: int) -> bool:
    """Whether a quotation opens at word `a` that holds a name."""
    return a in words.close_of and any(words.mention[k] >= 0 for k in range(a + 1, words.close_of[a]))


def _without_object(words: Words, phrase: Phrase) -> Phrase:
    """«المركز دعا الأطباء», «الصحف المحلية خبر العقد»: the phrase up to a verb or the verb's object."""
    head = words.noun(phrase.start)
    role = head is None or head.cls == "role"
    for k in range(phrase.start + 1, phrase.end):
        if words.mention[k] >= 0 or words.is_definite(k) or k in words.close_of or words.quote[k] >= 0 or not words.is_word(k):
            continue
        verb = any(f.kind in ("past", "present") for f in words.forms(k)[0])
        bare = not role and words.is_definite(k - 1) and not words.is_adjective(k) and words.norm[k][0] not in ("و", "ب", "ل") and not words.is_in(k, "in_of")
        if verb or bare:
            return describe(words, phrase.start, k, phrase.skip)
    return phrase


def _describe_again(words: Words, one: Found, history: History) -> None:
    """«المصدر», «الوزارة»: a definite head alone points back to its full naming."""
    phrase = one.source
    assert phrase is not None
    first = phrase.start
    if _by_title(words, one, phrase, history):
        return
    if phrase.end - phrase.start > 2 or not words.is_definite(first):
        return
    if words.noun(first) is None:
        if words.norm[first].endswith("يه") and phrase.end - first == 1 and words.mention[first] < 0:
            one.antecedent_phrase = _with_word(words.norm[first], words, phrase, history)
        return
    head = _bare(words.norm[first])
    for speaker in reversed(history.speakers + history.subjects):
        other = speaker.phrase
        if other.start >= phrase.start or other.end - other.start <= phrase.end - phrase.start:
            continue
        # «المرصد» is not «مدير المرصد», but «المتحدث» may be «السيد المتحدث».
        same_class = (other_head := words.noun(other.start)) is None or other_head.cls != "role" or words.noun(first).cls == "role"  # type: ignore[union-attr]
        reach = 2 if same_class else 1
        if any(_same_head(head, _bare(words.norm[k])) for k in range(other.start, min(other.end, other.start + reach))):
            one.antecedent_phrase = other
            if phrase.kind in ("anonymous", "person", "outlet") and other.kind != phrase.kind:
                one.from_found = speaker.found
            return
    if head in words.cues.words["source_head"]:
        recent = [s for s in history.speakers if one.clause.number - s.sentence <= 2 and s.phrase.start < phrase.start]
        one.antecedent_phrase = recent[-1].phrase if recent else None
        return
    if head in words.cues.words["statement_head"]:
        # «البيان» after «قال المجلس في بيان»: who issued it.
        issuer = next((s for s in reversed(history.speakers) if s.found is not None and s.found.medium == "statement"), None)
        one.antecedent_phrase = issuer.phrase if issuer is not None else None
        return
    last = next((s for s in reversed(history.speakers) if s.phrase.kind in ("outlet", "agency")), None)
    if phrase.kind in ("outlet", "agency") and phrase.end - first == 1 and last is not None:
        # «الوكالة» for a broadcaster named before: the press body spoken of last.
        one.antecedent_phrase = last.phrase


def _by_title(words: Words, one: Found, phrase: Phrase, history: History) -> bool:
    """Whether the title of the phrase tells which person is meant; then he is the antecedent."""
    holder = _title_holder(words, phrase)
    bearer = _bearer_of_role(words, one, phrase, history) if holder is None else None
    if bearer is not None:
        one.from_found = bearer.found
    one.antecedent_phrase = bearer.phrase if bearer is not None else holder
    return one.antecedent_phrase is not None


def _bearer_of_role(words: Words, one: Found, phrase: Phrase, history: History) -> Speaker | None:
    """«وزير النظام السوري», «المسؤول الأردني»: the person who spoke last and was named with such a title."""
    head = words.noun(phrase.start)
    rest = set(words.norm[phrase.start + 1:phrase.end])
    if head is None or head.cls != "role" or head.number != "sg" or not rest or any(words.is_name(k) for k in range(phrase.start, phrase.end)):
        return None
    title = _bare(words.norm[phrase.start])
    if title not in words.cues.words["any_office"] and (title not in words.cues.words["office"] or len(rest) > 2):
        return None
    for speaker in reversed(history.speakers):
        if one.clause.number - speaker.sentence > _SPEAKER_REACH:
            return None
        if speaker.phrase.kind != "person" or speaker.phrase.start >= phrase.start:
            continue
        naming = _title_words(words, speaker.phrase)
        if title not in words.cues.words["minister"]:
            held = title in words.cues.words["any_office"] or title in {_bare(w) for w in naming}
            return speaker if held and rest <= naming else None
        # «وزير النظام السوري» after «وزير خارجية النظام»: no other nation stands in the title.
        nation = any(w.startswith("ال") and w.endswith("ي") for w in naming)
        open_ = {w for w in rest if w not in words.cues.words["power"] and not (w.endswith("ي") and not nation)}
        return speaker if title in {_bare(w) for w in naming} and open_ <= naming else None
    return None


def _title_words(words: Words, phrase: Phrase) -> set[str]:
    """The words that stand before the name of a person wherever the article names him so far."""
    last = next((k for k in range(phrase.end - 1, phrase.start - 1, -1) if words.is_name(k)), None)
    if last is None:
        return set()
    out: set[str] = set()
    for k in words.places.get(words.norm[last], [])[:_PLACES]:
        if k > phrase.end:
            break
        start = k
        while start > 0 and words.is_name(start):
            start -= 1
        for n in range(start, max(-1, start - _TITLE_WORDS), -1):
            if not words.is_word(n) or any(f.kind in ("past", "present") and not f.verb.strict for f in words.forms(n)[0]):
                break
            out.add(words.norm[n])
    return out


def _with_word(word: str, words: Words, phrase: Phrase, history: History) -> Phrase | None:
    """«البريطانية» alone stands for the last phrase that bears this adjective."""
    for speaker in reversed(history.speakers):
        other = speaker.phrase
        if other.end <= phrase.start and word in words.norm[other.start:other.end]:
            return other
    return None


def _title_holder(words: Words, phrase: Phrase) -> Phrase | None:
    """The person whom the article names beside the same title («مدير المتحف سامر حداد»)."""
    head = words.noun(phrase.start)
    length = phrase.end - phrase.start
    if head is None or head.cls != "role" or length < 2 or any(_person(words, k) for k in range(phrase.start, phrase.end)):
        return None
    title = words.norm[phrase.start:phrase.end]
    for k in words.places[title[0]][:_PLACES]:
        if k == phrase.start or words.norm[k:k + length] != title:
            continue
        for at in (k - 1, k + length, k - 2, k + length + 1):
            if 0 <= at < len(words.norm) and _person(words, at) and (at in (k - 1, k + length) or words.norm[at + 1 if at < k else at - 1] == "،"):
                m = words.mention[at]
                start = next(n for n in range(at, -1, -1) if n == 0 or words.mention[n - 1] != m)
                return source_phrase(words, start, words.mention_end[m])
    return None


def _person(words: Words, k: int) -> bool:
    mention = words.mention_at(k)
    return mention is not None and mention.type == "PER" and mention.kind in ("name", "short")


def _bare(word: str) -> str:
    for prefix in ("وال", "لل", "ال"):
        if word.startswith(prefix) and len(word) - len(prefix) >= 3:
            return word[len(prefix):]
    return word


def _same_head(one: str, other: str) -> bool:
    return one == other or (len(one) > 4 and (one.startswith(other) or other.startswith(one)) and abs(len(one) - len(other)) <= 1)

