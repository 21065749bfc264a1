"""Claims: clauses with who said them, how far they are asserted, and their slots.

The first clause of what a source says begins with the wording that names the source («قال الوزير
إن …»): a claim is shown as it was told; `predicate` always lies in what is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from ..lang.frames import Frames
from ..lang.normalize import TextView, fold
from ..lang.stem import light_stem, proclitic_forms
from ..model import (
    Article,
    Attribution,
    Claim,
    Link,
    Quantity,
    Quotation,
    Sentence,
    Span,
    TimeExpression,
)
from .attribution_pronouns import AFTER_WHAT
from .clause_words import Word, by_sentence, frame_bounds, sentence_words
from .clauses import Clause, cut
from .modality import find_modality, with_main_clause
from .numbers import find_numbers

_SPOKEN_PARTS = frozenset({"body", "title", "teaser", "caption"})
_OPEN, _CLOSE = "«([\"“", "»)]\"”"


def find_claims(
    article: Article, view: TextView, sentences: Sequence[Sentence],
    attributions: Sequence[Attribution], links: Sequence[Link], times: Sequence[TimeExpression],
    quotations: Sequence[Quotation], frames: Frames, published: str | None = None,
) -> tuple[Claim, ...]:
    """All claims of an article in order of the text; ids `<article>/c<n>`.

    `published` is the day of publication (ISO) where known; without it the words today,
    yesterday and tomorrow in `times` tell it. Parts other than body, title, teaser and caption
    hold no claims. `quotations` is taken for the order of the steps; quotes cut nothing by themselves.
    """
    today = published or publication_day(times, frames)
    rows = zip(
        sentences, by_sentence(sentences, ((a, *_reach(a)) for a in attributions)),
        by_sentence(sentences, ((k, k.start, k.end) for k in links)),
        by_sentence(sentences, ((t, t.start, t.end) for t in times)), strict=True,
    )
    out: list[Claim] = []
    for sentence, near, inner_links, inner_times in rows:
        if sentence.part not in _SPOKEN_PARTS:
            continue
        words = sentence_words(view, sentence, inner_links, inner_times, near, frames)
        if not words:
            continue
        numbers = find_numbers(
            article, view, [w.token for w in words], inner_times,
            [w.name >= 0 for w in words], frames, [w.verb is not None for w in words],
        )
        first = len(out)
        for clause in cut(words, frames):
            claim = _claim(
                article, view, words, clause, len(out), sentence, near, inner_links, inner_times,
                numbers, today, frames,
            )
            out.append(with_main_clause(claim, out[first:], words, clause, frames))
    return tuple(out)


def publication_day(times: Sequence[TimeExpression], frames: Frames) -> str | None:
    """The day that today, yesterday or tomorrow in the text was resolved against, or None."""
    names = frames.clauses.words
    steps = {word: step for name, step in (("today", 0), ("yesterday", 1), ("tomorrow", -1)) for word in names[name]}
    for time in times:
        step = steps.get(fold(time.text).split()[0]) if time.text.strip() else None
        if step is None or len(time.value) < 10:
            continue
        try:
            return (date.fromisoformat(time.value[:10]) + timedelta(days=step)).isoformat()
        except ValueError:
            continue
    return None


def _reach(attribution: Attribution) -> tuple[int, int]:
    """From first to last character of cue, source and content (a frame may stand on either side)."""
    start, end, _ = frame_bounds(attribution)
    return min(start, attribution.content.start), max(end, attribution.content.end)


def _claim(
    article: Article, view: TextView, words: list[Word], clause: Clause, number: int,
    sentence: Sentence, near: Sequence[Attribution], links: Sequence[Link],
    times: Sequence[TimeExpression], numbers: Sequence[Quantity], today: str | None, frames: Frames,
) -> Claim:
    span = _span(article, words, clause, sentence)
    inside = [t for t in times if span.start <= t.start and t.end <= span.end]
    at = clause.predicate if clause.predicate >= 0 else clause.content
    # By its last letter: what is told begins after the و of «وقتل خمسة، وفق …».
    attribution = _innermost(words[at].token.end - 1, words[clause.content].token.end - 1, near)
    modality, cue = find_modality(article, view, words, clause, attribution, inside, today, frames)
    predicate, lemma = _predicate(article, words, clause, frames)
    return Claim(
        id=f"{article.id}/c{number + 1}", span=span,
        attribution=attribution.id if attribution else None,
        modality=modality, modality_cue=cue,
        entities=tuple(dict.fromkeys(
            k.entity for k in links if span.start <= k.start and k.end <= span.end
        )),
        times=tuple(t.id for t in inside),
        numbers=tuple(q for q in numbers if span.start <= q.span.start and q.span.end <= span.end),
        predicate=predicate, lemma=lemma, part=sentence.part,
    )


def _span(article: Article, words: list[Word], clause: Clause, sentence: Sentence) -> Span:
    """From first to last word; opening marks before and closing marks after go along in pairs."""
    start, end = words[clause.first].token.start, words[clause.last - 1].token.end
    low = words[clause.first - 1].token.end if clause.first else sentence.start
    high = words[clause.last].token.start if clause.last < len(words) else sentence.end
    text = article.text
    while start > low and text[start - 1] in _OPEN:
        start -= 1
    while end < high and (text[end] in _CLOSE or text[end] == "%"):
        end += 1
    return article.span(start, end)


def _innermost(at: int, content: int, near: Sequence[Attribution]) -> Attribution | None:
    """The attribution with the shortest content that holds the predicate (or the first content word).

    Of a chain whose contents are one («ذكر الوزير، بحسب وكالة كذا، أن …») the last link, who spoke.
    """
    for position in (at, content):
        holding = [
            a for a in near if any(p.start <= position < p.end for p in (a.content, *a.content_more))
        ]
        outer = {a.parent for a in holding}
        inner = [a for a in holding if a.id not in outer]
        # «ذكرت الصحيفة أن …، وهو ما نفاه المدير»: what is told is the paper's, whoever denies it then.
        inner = [a for a in inner if not (a.rule == AFTER_WHAT and a.stance == "denies")] or inner
        if inner:
            return min(reversed(inner), key=lambda a: a.content.end - a.content.start)
    return None


def _predicate(
    article: Article, words: list[Word], clause: Clause, frames: Frames,
) -> tuple[Span | None, str | None]:
    if clause.predicate < 0:
        return None, None
    word = words[clause.predicate]
    span = article.span(word.token.start, word.token.end)
    return span, word.verb.lemma if word.verb is not None else _noun_stem(word.norm, frames)


def _noun_stem(norm: str, frames: Frames) -> str:
    """The stem of a noun; «بقصف» loses its particle, «التقاء» keeps its ال."""
    rules = frames.clauses
    for _, form in proclitic_forms(norm):
        if form in rules.whole:
            return form
        if form != norm and form[:2] != "ال" and (form in rules.nouns or form in rules.purpose_nouns):
            return light_stem(form)
    return light_stem(norm)
