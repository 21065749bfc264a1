"""The words of a sentence with verbs, names and the wording that names sources marked."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import TypeVar

import msgspec

from ..lang.frames import ClauseRules, Frames
from ..lang.normalize import TextView, fold
from ..lang.tokenize import Token, tokens
from ..lang.verbs import FUTURE, PAST, PRESENT, VerbForm, base_of, read_verb
from ..model import Attribution, Link, Sentence, TimeExpression

T = TypeVar("T")

# Marks that part clauses from each other.
STOPS = ("،", ",", "؛", ":", "..", "-", "(")


class Word(msgspec.Struct):
    """A word of a sentence with what is known of it; `gap` is the search text before it,
    `stop` whether a mark that parts clauses lies in it."""

    token: Token
    norm: str
    gap: str
    stop: bool = False
    verb: VerbForm | None = None
    name: int = -1
    name_start: bool = False
    framed: bool = False
    frame_opens: bool = False


def by_sentence(sentences: Sequence[Sentence], items: Iterable[tuple[T, int, int]]) -> list[list[T]]:
    """For each sentence the items `(item, start, end)` that reach into it, in the order given.

    Sentences stand in order of the text. One walk, so that a long page stays linear.
    """
    ends = [s.end for s in sentences]
    found: list[list[T]] = [[] for _ in sentences]
    for item, start, end in items:
        i = bisect_right(ends, start)
        while i < len(ends) and sentences[i].start < end:
            found[i].append(item)
            i += 1
    return found


def frame_bounds(attribution: Attribution) -> tuple[int, int, bool]:
    """`(start, end, leads)` of the wording that names source and cue; leads: stands before the content."""
    start, end = attribution.cue.start, attribution.cue.end
    source = attribution.source.span
    if source is not None:
        start, end = min(start, source.start), max(end, source.end)
    first = min(p.start for p in (attribution.content, *attribution.content_more))
    if start < first:
        return start, first, True
    return start, end, False


def sentence_words(
    view: TextView, sentence: Sentence, links: Sequence[Link], times: Sequence[TimeExpression],
    attributions: Sequence[Attribution], frames: Frames,
) -> list[Word]:
    """The words of a sentence with verbs, names and attribution frames marked. O(words)."""
    found = tokens(view, sentence.start, sentence.end)
    words: list[Word] = []
    before = sentence.start
    for token in found:
        gap, stop = view.text[before:token.start], False
        if gap not in ("", " "):
            gap = fold(gap)
            stop = any(s in gap for s in STOPS)
        words.append(Word(token, token.norm, gap, stop))
        before = token.end
    starts = [w.token.start for w in words]
    for number, link in enumerate(links):
        _mark_name(words, starts, link, number)
    for time in times:
        for i in _inside(starts, words, time.start, time.end):
            words[i].name = words[i].name if words[i].name >= 0 else -2
    _mark_frames(words, starts, [frame_bounds(attribution) for attribution in attributions])
    _find_verbs(view, words, frames)
    return words


def _inside(starts: list[int], words: list[Word], start: int, end: int) -> range:
    low = bisect_right(starts, start) - 1
    if low < 0 or words[low].token.end <= start:
        low += 1
    high = low
    while high < len(words) and words[high].token.start < end:
        high += 1
    return range(low, high)


def _mark_name(words: list[Word], starts: list[int], link: Link, number: int) -> None:
    for step, i in enumerate(_inside(starts, words, link.start, link.end)):
        words[i].name = number
        words[i].name_start = step == 0


def _mark_frames(words: list[Word], starts: list[int], bounds: Sequence[tuple[int, int, bool]]) -> None:
    for start, end, leads in bounds:
        if leads:
            # «… بحسب المدير، الذي قال إن …»: the naming of the first report ends before the second begins.
            start = max([start, *(e for s, e, first in bounds if not first and s <= start < e < end)])
        for step, i in enumerate(_inside(starts, words, start, end)):
            words[i].framed = True
            if leads and step == 0:
                words[i].frame_opens = True


def _find_verbs(view: TextView, words: list[Word], frames: Frames) -> None:
    rules = frames.clauses
    with_hamza = "أ" in view.text
    for i, word in enumerate(words):
        if word.framed or (word.name != -1 and not (word.name >= 0 and word.name_start)):
            future = None if word.framed else read_verb(word.norm, frames.verbs)
            if future is not None and future.tense == FUTURE and future.sure:
                word.verb = future  # «سيعقد» is in no name, whatever a name rule took along
            continue
        ends_in_hamza = view.text[word.token.end - 1] == "أ" and len(word.norm) > 2
        if ends_in_hamza and word.norm[0] not in "وف" and read_verb(word.norm, frames.verbs) is None:
            word.verb = VerbForm(word.norm, PAST, 0, word.norm in frames.verbs.forms, False)
            continue  # هنأ, بدأ: only verbs end so
        if with_hamza and _is_bare_waw_noun(view.text[word.token.start:word.token.end]):
            continue
        if view.text[word.token.end - 1] in "ةً" or word.norm.lstrip("و") in frames.numbers.values or _is_function_word(word.norm, rules):
            continue
        form = read_verb(word.norm, frames.verbs) or _after_particle(words, i, rules)
        if form is None and word.norm[0] == "ل" and len(word.norm) > 4:
            form = read_verb(word.norm[1:], frames.verbs)
            if form is not None and (form.tense == PAST or form.prefix or form.loose or not form.sure):
                form = None
        if form is None or (word.name >= 0 and (not form.sure or form.prefix == 0)):
            continue
        if form.loose or (not form.sure and form.tense == PAST):
            form = form if _stands_as_verb(words, i, form, frames) else None
        elif i and not form.sure and words[i - 1].norm in rules.prepositions:
            form = None
        word.verb = form


def _is_bare_waw_noun(spelt: str) -> bool:
    """«وادي» beside «وأدى», which the search form can't tell apart: no hamza, and ي at the end."""
    return len(spelt) > 3 and spelt.startswith("وا") and spelt.endswith("ي")


def _is_function_word(norm: str, rules: ClauseRules) -> bool:
    return (norm in rules.openers and norm not in rules.words["was"]) or (
        norm in rules.prepositions or norm in rules.connectors or norm in rules.named_as)


def _after_particle(words: list[Word], i: int, rules: ClauseRules) -> VerbForm | None:
    """After لم, سوف, التي and the like a word in تـ or نـ that no list knows is a verb."""
    norm = words[i].norm
    if i and words[i - 1].norm in rules.words["before_verb"] and 4 <= len(norm) <= 8 and norm[0] in "تن" and norm[-1] != "ه":
        return VerbForm(base_of(norm), PRESENT, 0, True, norm[0] == "ت")
    return None


def _stands_as_verb(words: list[Word], i: int, form: VerbForm, frames: Frames) -> bool:
    """Decide a word that may be noun or verb by its neighbours."""
    rules = frames.clauses
    before = words[i - 1] if i else None
    after = words[i + 1] if i + 1 < len(words) else None
    if before is None:
        return not (form.prefix and after is None)
    if before.norm in rules.openers or (before.norm in rules.connectors and before.norm not in rules.prepositions):
        return True
    if form.prefix and before.verb is not None and before.verb.tense == form.tense == PRESENT:
        return True
    if before.norm in rules.prepositions or (before.verb is not None and not is_helping(before, rules)):
        return False
    if words[i].norm == form.lemma + "ا" and form.lemma[-1] != "ا":
        return _two_did(before, form, frames)
    if after is None:
        return False
    if form.lemma in frames.numbers.fates and _tells_fate(words, i, form, frames):
        return True
    named = definite(before) or before.name >= 0
    # «، تظاهر مئات الطلاب»: those who are counted act.
    counted = words[i].norm[-1] != "ه" and words[i].norm[form.prefix] == "ت" and (
        after.norm in frames.numbers.bare or after.norm in frames.numbers.bounds)
    subject = definite(after) or after.name_start or counted
    if form.prefix:
        return subject and words[i].stop
    if not form.sure:
        return subject
    if form.loose and named and (form.tense == PRESENT or (
        # «المدير تخلى عن منصبه»; «الشركة تحقق أرباحا»: no noun goes on so after a definite one
        words[i].norm[0] == "ت" and after.norm in rules.words["after_sure_verb"]
    )):
        return True
    if form.pronoun:
        return subject and not definite(before)
    return subject and (named or words[i].stop)


def _two_did(before: Word, form: VerbForm, frames: Frames) -> bool:
    """«جنديين قتلا»: after two, or what befell the two, also after their description."""
    if before.norm.endswith(("ين", "ان")):
        return True
    return form.lemma in frames.numbers.fates and (definite(before) or before.name >= 0)


def _tells_fate(words: list[Word], i: int, form: VerbForm, frames: Frames) -> bool:
    """«، قتل بحار», «وجرح 24 آخرون»: a verb, unless it goes on after a noun («مقتل 3 وجرح 24»)."""
    if any(w.verb is None and w.norm in frames.numbers.fates for w in words[max(0, i - 7):i]):
        return False
    after = words[i + 1].norm
    if after[0].isdigit() or after in frames.numbers.bare:
        return True
    return words[i].stop or words[i - 1].name == -2


def is_helping(word: Word, rules: ClauseRules) -> bool:
    return word.verb is not None and word.verb.lemma in rules.auxiliaries


def definite(word: Word) -> bool:
    """With the article."""
    norm = word.norm
    return norm.startswith("ال") and len(norm) > 3
