"""What readers mark as wrong or confirm: taken in, listed beside what the present run says, handed out as gold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from ..errors import UsageError
from ..model import Comparison, Span
from ..model.desk import Correction, CorrectionFilter, Marked, Subject
from .joined import entity_key
from .marked import Present, Said, among, said, standing
from .packed import annotations_of, digest_of, unpack_comparison

if TYPE_CHECKING:
    from .collection import Collection

LOCAL = "local"
# A story of more articles is marked by choosing among so many.
MOST_SPANS = 500
LONGEST_INSTEAD, LONGEST_NOTE, LONGEST_TITLE = 500, 2000, 160


# -- taking in -----------------------------------------------------------------------------------------


def correct(
    collection: Collection, subject: str, verdict: str, evidence: Sequence[Span], *, by: str, value: str | None, apart: Sequence[int],
    instead: str | None, note: str | None, story: str | None, article: str | None,
) -> Correction:
    """Keep a reader's word on what Tawatur says of `evidence`; see `Collection.correct`.

    Said again by the same reader it changes nothing; another word of the same reader on the same, or on more of it, stands
    for the earlier one.
    """
    instead, note = _line(instead, LONGEST_INSTEAD, "instead"), _line(note, LONGEST_NOTE, "note")
    spans = tuple(dict.fromkeys(evidence))
    # Where a span is named twice, the places of those behind it move up.
    apart = sorted({spans.index(evidence[n]) if 0 <= n < len(evidence) else n for n in apart})
    _check(subject, verdict, spans, apart, instead)
    if not by.strip():
        raise UsageError("a correction needs the name of who makes it")
    now = said_now(collection, subject, spans, value)  # type: ignore[arg-type]
    if now is None:
        raise UsageError("Tawatur does not say this of these words (any more); open the page again and mark what it says now")
    articles = list(dict.fromkeys(span.article for span in spans))
    made = Correction(
        id="", subject=subject, verdict=verdict, evidence=spans, grounds=now.grounds,  # type: ignore[arg-type]
        versions=versions_of(collection, (*spans, *now.grounds)), apart=tuple(apart),
        value=now.value, whom=now.whom, says=now.says, instead=instead, note=note, by=by, at=collection.now(),
        story=story or collection.store.stories_of(articles[:1]).get(articles[0]),
        article=article or (articles[0] if len(articles) == 1 else None),
    )
    return _keep(collection, made)


def _keep(collection: Collection, made: Correction) -> Correction:
    store = collection.store.corrections
    earlier = _earlier(collection, made)
    if earlier is not None and _word(earlier) == _word(made):
        return earlier
    made = replace(made, replaces=earlier.id if earlier is not None else None)
    made = replace(made, id="k" + digest_of(msgspec.json.encode(made))[:15])
    store.put(made)
    return made


def _earlier(collection: Collection, made: Correction) -> Correction | None:
    """The last word of the same reader on the same, or on a part of it: groups and stories grow, and articles are edited."""
    # By the story where there is one: what was marked may have got another first article since.
    article = None if made.story else made.evidence[0].article
    wanted = CorrectionFilter(by=made.by, subject=made.subject, state="standing", story=made.story, article=article)
    own = (m.correction for m in collection.store.corrections.all(wanted))
    if made.subject == "story":
        now = _story_now(collection, made.story)
        return next((c for c in own if _story_now(collection, c.story) == now), None)
    texts = {a.id: a.text for a in collection.store.articles(list(made.versions))}
    own = (c for c in own if made.subject != "origin" or c.value == made.value)
    return next((c for c in own if all(among(span, made.evidence, texts) for span in c.evidence)), None)


def _story_now(collection: Collection, id: str | None) -> str | None:
    """The story into which one went, as far as it did."""
    row = collection.store.story(id) if id else None
    return row.id if row is not None else id


def _word(correction: Correction) -> Correction:
    """What a reader said, without when."""
    return replace(correction, id="", at="", replaces=None, withdrawn=None)


def _check(subject: str, verdict: str, spans: Sequence[Span], apart: Sequence[int], instead: str | None) -> None:
    try:
        msgspec.convert({"subject": subject, "verdict": verdict}, CorrectionFilter)
    except msgspec.ValidationError as error:
        raise UsageError(f"a correction: {error}") from error
    if not spans:
        raise UsageError("a correction marks words; hand over at least one span")
    if len(spans) > MOST_SPANS:
        raise UsageError(f"a correction of {len(spans)} spans; at most {MOST_SPANS} can be marked at once")
    if subject == "name" and len(spans) > 1:
        raise UsageError("a name is marked where it stands: one span for one correction")
    if any(not 0 <= n < len(spans) for n in apart):
        raise UsageError("`apart` names a span that is not among those marked")
    if apart and (verdict == "confirmed" or len(set(apart)) == len(spans) or subject == "name"):
        raise UsageError("what does not belong to the rest can be told where it is wrong, and where a rest is left")
    if verdict == "confirmed" and instead:
        raise UsageError("what is right instead can be told of what is wrong; leave it out, or mark it as wrong")


def _line(text: str | None, most: int, what: str) -> str | None:
    """A reader's words without blanks around them; None where there are none."""
    kept = (text or "").replace("\r\n", "\n").strip()
    if len(kept) > most:
        raise UsageError(f"{what}: {len(kept):,} characters; write at most {most:,}")
    return kept or None


def versions_of(collection: Collection, spans: Iterable[Span]) -> dict[str, int]:
    """For each article the latest version in which all these spans stand. Raises UsageError where there is none."""
    by_article: dict[str, list[Span]] = {}
    for span in spans:
        by_article.setdefault(span.article, []).append(span)
    found = {}
    for article, marked in by_article.items():
        versions = collection.store.versions(article)
        if not versions:
            raise UsageError(f"{article}: no such article in the collection; a correction marks words of its articles")
        number = next((v.number for v in reversed(versions) if _stand(marked, v.content.text)), None)
        if number is None:
            raise UsageError(f"{article}: the words that were marked stand at that place in no version of it; open the page again")
        found[article] = number
    return found


def _stand(spans: Sequence[Span], text: str) -> bool:
    return all(text[s.start:s.end] == s.text for s in spans)


def withdraw(collection: Collection, id: str, by: str) -> Correction:
    """Take back one's own word; it stays, with the time. Raises UsageError for somebody else's."""
    return collection.store.corrections.withdraw(id, collection.now(), by)


# -- what the present run says ---------------------------------------------------------------------------


def said_now(collection: Collection, subject: Subject, spans: Sequence[Span], value: str | None = None) -> Said | None:
    """What the present run says of spans (of several answers the one that `value` names); None where nothing."""
    return said(subject, spans, Looking(collection).present(subject, spans), value)


def listed(collection: Collection, filter: CorrectionFilter) -> list[Marked]:
    """Corrections by a filter, each with what the present run says of it."""
    return list(told_now(collection, collection.store.corrections.all(filter)))


def told_now(collection: Collection, marked: Sequence[Marked]) -> Iterator[Marked]:
    """Each with what the present run says, in the order they came."""
    looking = Looking(collection)
    looking.stories_of([span.article for m in marked for span in m.correction.evidence])
    # One story after another, so that each is unpacked once.
    order = sorted(range(len(marked)), key=lambda n: (looking.story(marked[n].correction), n))
    told: dict[int, Marked] = {}
    for n in order:
        c = marked[n].correction
        now = standing(c, looking.present(c.subject, c.evidence))
        told[n] = replace(marked[n], now=now, place=looking.story(c) or None)
    return (told[n] for n in range(len(marked)))


class Looking:
    """Gathers what a correction is held against; of the last story the comparison stays at hand."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection
        self._stories: dict[str, str | None] = {}
        self._last: tuple[str, Comparison | None] = ("", None)

    def story(self, correction: Correction) -> str:
        """The story in which its first article lies now; empty where none."""
        return self.stories_of([correction.evidence[0].article]).get(correction.evidence[0].article, "")

    def present(self, subject: Subject, spans: Sequence[Span]) -> Present:
        articles = list(dict.fromkeys(span.article for span in spans))
        stories = self.stories_of(articles)
        store = self._collection.store
        if subject == "story":
            there = {entry.id: "" for entry in store.entries(articles)}
            return Present(there, stories)
        texts = {a.id: a.text for a in store.articles(articles)}
        if subject == "name":
            read = dict(zip(texts, annotations_of(store, list(texts)), strict=False)) if len(texts) == 1 else {}
            return Present(texts, stories, annotations=read, key=partial(entity_key, gazetteer=self._collection.resources.gazetteer))
        at = {stories.get(article, "") for article in articles}
        return Present(texts, stories, self._comparison(at.pop()) if len(at) == 1 else None)

    def stories_of(self, articles: Sequence[str]) -> Mapping[str, str]:
        """The story of each of these articles that has one; looked up once."""
        new = [id for id in dict.fromkeys(articles) if id not in self._stories]
        if new:
            found = self._collection.store.stories_of(new)
            self._stories |= {id: found.get(id) for id in new}
        return {id: story for id in articles if (story := self._stories[id]) is not None}

    def _comparison(self, story: str) -> Comparison | None:
        """As it is stored; nothing is compared for a question."""
        if story and self._last[0] != story:
            self._last = (story, self._unpacked(story))
        return self._last[1] if story else None

    def _unpacked(self, story: str) -> Comparison | None:
        store = self._collection.store
        packed = store.comparisons.get(story)
        if packed:
            return unpack_comparison(packed)
        row = store.story(story)
        if row is None or len(row.articles) != 1:
            return None
        return next(annotations_of(store, row.articles), None)


# -- a story's articles as they are marked --------------------------------------------------------------


def title_spans(collection: Collection, story: str) -> tuple[Span, ...]:
    """For each article of a story its title as it stands in the text, else its first line; by day. Raises UsageError."""
    row = collection.store.story(story)
    if row is None:
        raise UsageError(f"{story}: no such story in the collection; `tawatur stories` lists the ids")
    titles = {e.id: e.title for e in collection.store.entries(row.articles[:MOST_SPANS])}
    found = []
    for article in collection.store.articles(row.articles[:MOST_SPANS]):
        title = (titles.get(article.id) or "").strip()
        start = article.text.find(title) if title else -1
        if start < 0:
            start = len(article.text) - len(article.text.lstrip())
            title = article.text[start:].partition("\n")[0]
        if len(title) > LONGEST_TITLE:
            title = title[:LONGEST_TITLE].rsplit(None, 1)[0]
        if title:
            found.append(article.span(start, start + len(title)))
    return tuple(found)
