"""Who said what: source, cue and content of every attribution in one article, chained by parent."""

from __future__ import annotations

from collections.abc import Sequence

from ..lang.cues import Cues
from ..lang.normalize import TextView
from ..model import Article, Attribution, FoundMention, Mode, Quotation, Sentence, Source, Span
from .attribution_carry import History, resolve
from .attribution_frames import Found
from .attribution_kinds import Phrase
from .attribution_patterns import find_in
from .attribution_sources import source_phrase
from .attribution_words import Clause, Words, clauses, read_words

_HEADLINE_WORDS = 8
_MIXED_WORDS = 3
_CONTINUED_WORDS = 6
_QUOTED_CONTENT = 5


def find_attributions(
    article: Article, view: TextView, sentences: Sequence[Sentence],
    quotations: Sequence[Quotation], mentions: Sequence[FoundMention], cues: Cues,
) -> tuple[Attribution, ...]:
    """All attributions of an article in order of their cues; ids `<article>/a<n>`.

    Runs before linking: `source.span` (None when carried), `source.antecedent` and `told_to_span`
    are set, `source.entity` and `told_to` are not.
    """
    words = read_words(article, view, quotations, mentions, cues)
    history = History()
    found: list[Found] = []
    for clause in clauses(words, sentences):
        here = find_in(words, clause)
        if not here:
            here = _headline(words, clause) or _quotation_alone(words, clause, history)
        here = _settle(words, here)
        resolve(words, clause, here, history)
        found += [f for f in here if f.rule != "silent"]
    found = [f for f in found if _has_source(f)]
    return _build(words, found)


def _has_source(one: Found) -> bool:
    """A nominal or accusative cue without any source says nothing; a finite verb still does."""
    if one.source is not None or one.antecedent_phrase is not None:
        return True
    return one.kind in ("past", "present") and (one.rule in ("verb that", "verb quote", "verb colon") or (one.conjoined and one.rule == "verb prep" and one.verb is not None and not one.verb.strict))


def _headline(words: Words, clause: Clause) -> list[Found]:
    """«الوزارة: ...» in a title or a short line: sure only for a known name or a source noun."""
    if not clause.is_title and clause.end - clause.start > 25:
        return []
    colon = next((k for k in range(clause.start, min(clause.end, clause.start + _HEADLINE_WORDS)) if words.norm[k] == ":"), None)
    if colon is None or colon + 2 >= clause.end:
        return []
    phrase = source_phrase(words, clause.start, colon)
    if phrase is None or phrase.end != colon or (phrase.kind == "anonymous" and phrase.end - phrase.start < 2):
        return []
    if words.noun(clause.start) is None and words.mention[clause.start] < 0:
        return []
    if _is_place(words, clause.start) and _tells_happening(words, colon + 1):
        return []
    one = Found(
        at=clause.start, cue=(words.start[clause.start], words.end[colon - 1]),
        content=(words.start[colon + 1], words.end[clause.end - 1]), rule="headline colon",
        clause=clause, source=phrase, gender=phrase.gender, number=phrase.number,
    )
    return [one]


def _tells_happening(words: Words, k: int) -> bool:
    """«سوريا: عشرات القتلى», «الهند: انتهاء الهجوم»: a bare noun tells where it happened, not who says so."""
    if words.norm[k][0].isdigit() or words.is_in(k, "quantity") or words.is_masdar(k):
        return True
    verbal = words.norm[k][0] in ("ي", "ت", "ن", "س") or words.is_in(k, "negation") or words.is_in(k, "bare_start")
    return words.is_word(k) and not verbal and not words.is_definite(k) and words.mention[k] < 0 and not words.is_in(k, "border")


def _is_place(words: Words, k: int) -> bool:
    mention = words.mention_at(k)
    return mention is not None and mention.type == "LOC"


def _quotation_alone(words: Words, clause: Clause, history: History) -> list[Found]:
    """A sentence that is one quotation goes on with the speaker of the sentence before."""
    a = clause.start
    if a not in words.close_of or clause.is_title:
        return []
    close = words.close_of[a]
    if close < clause.end - 1 or close - a - 1 < _CONTINUED_WORDS:
        return []
    last = next((s for s in reversed(history.speakers) if s.found is not None), None)
    if last is None or not (clause.number - last.sentence == 1 or _ends_right_before(words, last.found, a)):
        return []
    one = Found(
        at=a, cue=(words.start[a], words.end[a]), content=(words.end[a], words.start[close]),
        rule="quotation alone", clause=clause, gender=last.gender, number=last.number, direct=True,
    )
    return [one]


def _ends_right_before(words: Words, found: Found | None, a: int) -> bool:
    """Whether a quotation of several sentences ends right before word `a`."""
    if found is None or not found.direct:
        return False
    k = words.at(found.content[1])
    return k <= a and not any(words.is_word(n) for n in range(k, a))


def _settle(words: Words, found: list[Found]) -> list[Found]:
    """Contents end where the next cue of the same level begins; empty ones go."""
    found = [f for f in found if f.content[1] > f.content[0]]
    found.sort(key=lambda f: (f.cue[0], f.cue[1]))
    for one in found:
        _end_with_quotation(words, one)
    for n, one in enumerate(found):
        if one.backward or (one.direct and one.rule.endswith("quote")):
            continue
        for other in found[n + 1:]:
            at = _cut(words, one, other, found)
            if at is not None:
                one.content = (one.content[0], at)
                break
    for one in found:
        _end_before_silence(words, one)
    _share_content(words, found)
    _wrap_parentheses(words, found)
    for one in found:
        if one.outer is not None:
            one.content = (one.content[0], min(one.content[1], one.outer.content[1]))
    return [f for f in found if f.content[1] > f.content[0]]


def _end_with_quotation(words: Words, one: Found) -> None:
    """«إن «...»، ذكرت ...»: a content that begins as a quotation ends with it at a comma."""
    first = words.at(one.content[0])
    if one.backward or one.direct or first not in words.close_of:
        return
    close = words.close_of[first]
    if close - first > _QUOTED_CONTENT and close + 1 < len(words.norm) and words.norm[close + 1] in "،؛" and words.end[close] < one.content[1]:
        one.content = (one.content[0], words.end[close])


def _end_before_silence(words: Words, one: Found) -> None:
    """«قالت س إن ...، ولم تذكر تفاصيل»: what the speaker leaves unsaid is the writer's remark."""
    if one.backward or one.direct or one.kind not in ("past", "present") or one.number != "sg":
        return
    k = words.at(one.content[0]) + 1
    while k + 3 < len(words.norm) and words.end[k + 1] <= one.content[1]:
        if words.norm[k] == "،" and words.is_in(k + 1, "unsaid") and words.quote[k] < 0:
            forms, off = words.forms(k + 2)
            if not off and any(f.kind == "present" and not f.suffix and f.number == "sg" and f.gender == one.gender and f.verb.that for f in forms):
                one.content = (one.content[0], words.end[k - 1])
                return
        k += 1


def _share_content(words: Words, found: list[Found]) -> None:
    """«تتهم س ص بـ ع، وهو ما تنفيه ص»: what is denied is ع."""
    for one in found:
        if not one.rule.startswith("ما +"):
            continue
        for other in reversed(found):
            if other is not one and not other.backward and other.cue[1] <= other.content[0] <= one.cue[0] <= other.content[1]:
                one.content = (other.content[0], min(other.content[1], one.content[1]))
                holder: Found | None = other
                while holder is not None:
                    # «ذكرت ص نقلا عن ع أن …، وهو ما نفاه س»: the whole chain ends before the denial.
                    holder.content = (holder.content[0], min(holder.content[1], one.content[1]))
                    holder = holder.outer
                break


def _wrap_parentheses(words: Words, found: list[Found]) -> None:
    """«شدد س، وفق وكالة ص، على ...»: a phrase between verb and content covers both sides."""
    for one in found:
        if not one.backward or one.more or one.kind not in ("", "past", "present") or not one.rule.startswith("preposition"):
            continue
        for other in found:
            if other is not one and not other.backward and other.cue[1] <= one.cue[0] < other.content[0]:
                one.more, one.content = [one.content], other.content


def _cut(words: Words, one: Found, other: Found, found: list[Found]) -> int | None:
    """Where the content of `one` ends because of a later cue, or None."""
    begin = words.at(other.cue[0]) if words.start[min(other.at, len(words.start) - 1)] != other.cue[0] else other.at
    begin = other.at
    if other.outer is not None or words.start[begin] <= one.content[0] or words.start[begin] >= one.content[1]:
        return None
    if words.quote[begin] >= 0 and words.start[words.quote[begin]] >= one.content[0] - 1:
        return None
    if (other.backward and other.kind == "" and not other.more) or (other.rule.startswith("preposition with verb") and other.backward and not other.more):
        return _end_before(words, begin)
    if other.backward:
        return None
    contradicted = _contradicted(words, other)
    if contradicted is not None:
        return _end_before(words, contradicted)
    before = words.norm[begin - 1]
    if before in words.cues.words["but_he"] and other.source is None and other.verb is not None and other.kind == "past" and _agree(one, other):
        # «أعلن س أن ... لكنه قال إن»: he who spoke goes on.
        return _end_before(words, begin - 1)
    if other.kind == "participle":
        level = before == "،" or other.conjoined
    else:
        level = other.conjoined and (other.source is None or other.source.start > begin)
        if before in words.cues.words["meanwhile"]:
            k = begin - 1 if before in words.cues.words["meanwhile_alone"] else begin - 2
            return _end_before(words, k)
        if other.source is not None and level:
            return _end_before(words, begin)
    if not level:
        return None
    between = [f for f in found if f.cue[0] > one.content[0] - 1 and f.cue[0] < other.cue[0] and f is not other]
    if not _agree(one, other) and any(_agree(f, other) for f in between):
        return None
    return _end_before(words, begin)


def _contradicted(words: Words, other: Found) -> int | None:
    """Where «لكن مصدرا نفى ذلك» begins: who denies all that was said is no part of it; None for any other cue."""
    if other.source is None or other.verb is None or other.verb.stance != "denies" or not words.is_in(words.at(other.content[0]), "pointer"):
        return None
    k = other.source.start - 1
    if k > other.clause.start and words.is_in(k, "complementiser"):
        k -= 1  # «غير أن»
    turns = words.is_in(k, "but") or words.norm[k].lstrip("و") in words.cues.words["contrast"]
    return k if k > other.clause.start and turns else None


def _agree(one: Found, other: Found) -> bool:
    gender = one.gender if one.kind != "" or one.source is None else one.source.gender
    if one.source is not None and one.source.gender != "?" and one.kind == "":
        gender = one.source.gender
    return "?" in (gender, other.gender) or gender == other.gender


def _end_before(words: Words, k: int) -> int:
    while k > 0 and not words.is_word(k - 1) and k - 1 not in words.open_of and words.norm[k - 1] not in ")%":
        k -= 1
    return words.end[k - 1]


def _build(words: Words, found: list[Found]) -> tuple[Attribution, ...]:
    found.sort(key=lambda f: (f.cue[0], f.cue[1], f.content[0]))
    by_cue: dict[tuple[int, int], Found] = {}
    for one in found:
        by_cue.setdefault(one.cue, one)
    unique = list(by_cue.values())
    by_sentence: dict[int, list[Found]] = {}
    for one in unique:
        by_sentence.setdefault(one.clause.start, []).append(one)
    ids = {id(f): f"{words.article.id}/a{n}" for n, f in enumerate(unique, 1)}
    return tuple(_attribution(words, f, ids, by_sentence[f.clause.start]) for f in unique)


def _attribution(words: Words, one: Found, ids: dict[int, str], found: list[Found]) -> Attribution:
    mode, (a, b) = _mode(words, one)
    verb = one.verb
    parent = _parent(one, found)
    return Attribution(
        id=ids[id(one)], article=words.article.id, source=_source(words, one),
        cue=_span(words, *one.cue), content=_span(words, a, b),
        content_more=tuple(_span(words, *_trim(words, x, y)) for x, y in one.more),
        mode=mode, parent=ids[id(parent)] if parent is not None and id(parent) in ids else None,
        told_to_span=_span(words, *one.told_to) if one.told_to else None, medium=one.medium,
        stance=verb.stance if verb is not None else "asserts",
        distancing=verb.distancing if verb is not None else any(stem in words.view.norm[one.cue[0]:one.cue[1]] for stem in words.cues.words["claim_stem"]),
        rule=one.rule,
    )


def _span(words: Words, a: int, b: int) -> Span:
    start, end = words.view.to_text(a, b)
    return words.article.span(start, end)


def _phrase_span(words: Words, phrase: Phrase) -> Span:
    a, b = words.start[phrase.start] + phrase.skip, words.end[phrase.end - 1]
    if phrase.start in words.close_of and words.close_of[phrase.start] == phrase.end - 1:
        a, b = words.start[phrase.start + 1], words.end[phrase.end - 2]
    return _span(words, a, b)


def _source(words: Words, one: Found) -> Source:
    if one.source is not None:
        antecedent = _phrase_span(words, one.antecedent_phrase) if one.antecedent_phrase else None
        kind = one.source.kind
        if one.antecedent_phrase is not None and not one.source.named and kind != "official statement":
            kind = one.antecedent_phrase.kind
        return Source(kind=kind, span=_phrase_span(words, one.source), antecedent=antecedent)
    if one.antecedent_phrase is not None:
        return Source(kind=one.antecedent_phrase.kind, carried=True, antecedent=_phrase_span(words, one.antecedent_phrase))
    return Source(kind="anonymous", carried=True)


def _parent(one: Found, found: list[Found]) -> Found | None:
    if one.outer is not None:
        return one.outer
    holders = [
        f for f in found
        if f is not one and any(a <= one.cue[0] and one.cue[1] <= b for a, b in [f.content, *f.more])
    ]
    holders = [f for f in holders if not any(a <= f.cue[0] and f.cue[1] <= b and f.content[0] >= one.content[0] for a, b in [one.content])]
    if holders:
        return min(holders, key=lambda f: (f.content[1] - f.content[0], f.cue))
    while one.source is None and one.from_found is not None:
        one = one.from_found
        if one.outer is not None:
            return one.outer
    return None


def _trim(words: Words, a: int, b: int) -> tuple[int, int]:
    norm = words.view.norm
    while a < b and norm[a] in " ،:-\n":
        a += 1
    while b > a and norm[b - 1] in " ،:-.؟!\n" and not (norm[b - 1] in "؟!" and False):
        b -= 1
    return a, b


def _mode(words: Words, one: Found) -> tuple[Mode, tuple[int, int]]:
    """Direct, mixed or indirect, and the content without marks where it is wholly quoted."""
    a, b = _trim(words, *one.content)
    if a >= b:
        a, b = one.content
    if one.direct and one.rule != "verb colon" and one.rule != "participle colon":
        return "direct", (a, b)
    first, after = words.at(a), words.at(b)
    if first in words.close_of and words.close_of[first] == after - 1 and after - first > 2:
        return "direct", _trim(words, words.end[first], words.start[after - 1])
    if one.direct:
        return "direct", (a, b)
    for k in range(first, after):
        if k in words.close_of and words.close_of[k] < after and words.close_of[k] - k > _MIXED_WORDS:
            return "mixed", (a, b)
    return "indirect", (a, b)


__all__ = ["Clause", "find_attributions"]
