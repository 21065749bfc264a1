"""What the present run says of what a reader marked: pure functions on spans, never on ids that a run gives."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ..model import Alignment, Claim, Comparison, Entity, Origin, Span
from ..model.desk import Correction, Standing, Subject

# A wording in the line that tells what was said.
_SHOWN = 90


@dataclass(frozen=True, slots=True)
class Present:
    """What the collection holds now of the articles that a correction marks.

    `texts` are their latest versions, `stories` the story of each; `comparison` is the last one of the one story in which they
    all lie (None where they lie in several, or it was not compared). `annotations` hold what was read out
    of an article alone, `key` gives the key of an entity that is the same in all articles.
    """

    texts: Mapping[str, str]
    stories: Mapping[str, str]
    comparison: Comparison | None = None
    annotations: Mapping[str, Comparison] = field(default_factory=dict)
    key: Callable[[Entity], str] = lambda entity: entity.id


@dataclass(frozen=True, slots=True)
class Said:
    """What Tawatur says of some spans: a word for programs, the same in one line, the words it rests on, and whom it names."""

    value: str
    says: str
    grounds: tuple[Span, ...] = ()
    whom: str | None = None


def standing(correction: Correction, present: Present) -> Standing:
    """Whether what was marked is still said."""
    articles = dict.fromkeys(s.article for s in correction.evidence)
    if any(article not in present.texts for article in articles):
        return "gone"
    if correction.subject == "story":
        return _story_standing(correction, present)
    there = all_again(correction.evidence, present.texts)
    if there is None:
        return "changed"
    if correction.subject != "name":
        if len({present.stories.get(article) for article in articles}) > 1:
            return "otherwise"
        read = {a.id: a.text for a in present.comparison.articles} if present.comparison is not None else {}
        if any(read.get(article) != present.texts[article] for article in articles):
            return "unknown"
    elif any(article not in present.annotations for article in articles):
        return "unknown"
    return "same" if said(correction.subject, there, present, correction.value) is not None else "otherwise"


def _story_standing(correction: Correction, present: Present) -> Standing:
    """A story is said as long as the articles lie together; one that was torn apart, as long as a part does."""
    at = [present.stories.get(span.article) for span in correction.evidence]
    if None in at:
        return "unknown"
    apart = {at[n] for n in correction.apart}
    rest = {story for n, story in enumerate(at) if n not in correction.apart}
    together = bool(apart & rest) if apart else len(rest) == 1
    return "same" if together else "otherwise"


def said(subject: Subject, spans: Sequence[Span], present: Present, value: str | None = None) -> Said | None:
    """What the present run says of these spans (of several answers the one that `value` names); None where it says nothing."""
    if subject == "name":
        found = _names(spans[0], present)
    elif subject == "story":
        found = _stories(spans, present)
    elif present.comparison is None:
        found = []
    elif subject == "alignment":
        found = [_of_alignment(a, spans) for a in holding(present.comparison, spans)]
    else:
        found = [_of_origin(o, spans) for o in _origins(present.comparison, spans)]
    return next((one for one in found if value is None or _agree(one.value, value)), None)


def _agree(one: str, other: str) -> bool:
    """Nearly the same words tell the same fact: whether they are that near is no other answer."""
    return one == other or {one, other} == {"verbatim", "same"}


def found_again(span: Span, text: str) -> Span | None:
    """Where the words of a span stand in another version: at their place, else where they stand alone; None where not."""
    if text[span.start:span.end] == span.text:
        return span
    at = text.find(span.text)
    if at < 0 or text.find(span.text, at + 1) >= 0:
        return None
    return Span(span.article, at, at + len(span.text), span.text)


def all_again(spans: Sequence[Span], texts: Mapping[str, str]) -> list[Span] | None:
    """Where all of these stand in the `texts` of their articles; None where one of them is found no more."""
    found = [found_again(span, texts.get(span.article, "")) for span in spans]
    there = [span for span in found if span is not None]
    return there if len(there) == len(found) else None


def among(span: Span, spans: Sequence[Span], texts: Mapping[str, str]) -> bool:
    """Whether a marked span is one of these, or stands at one of them in the `texts` of their articles, wherever it moved."""
    now = found_again(span, texts.get(span.article, ""))
    return span in spans or (now is not None and any(alike(now, other) for other in spans))


def claims_at(comparison: Comparison, span: Span) -> list[Claim]:
    """The claim that stands exactly there, else those that share half of the shorter wording."""
    exact = [c for c in comparison.claims if c.span == span]
    return exact or [c for c in comparison.claims if alike(c.span, span)]


def alike(one: Span, other: Span) -> bool:
    """True where two stretches of one article share at least half of the shorter."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    return one.article == other.article and 2 * shared >= min(one.end - one.start, other.end - other.start)


def holding(comparison: Comparison, spans: Sequence[Span]) -> list[Alignment]:
    """The alignments that hold a claim at each of these spans; the one with the fewest others first."""
    wanted = [{c.id for c in claims_at(comparison, span)} for span in spans]
    found = [a for a in comparison.alignments if all(ids & set(a.claims) for ids in wanted)]
    return sorted(found, key=lambda a: (len(a.claims), a.id))


def origin_value(origin: Origin) -> str:
    """An origin as programs compare it: how it is known, and its name (that of what nobody names is no name)."""
    return origin.how if origin.how == "unattributed" else f"{origin.how}: {origin.name}"


def _origins(comparison: Comparison, spans: Sequence[Span]) -> list[Origin]:
    wanted = [{c.id for c in claims_at(comparison, span)} for span in spans]
    every: Iterable[Origin] = (o for a in comparison.alignments for o in a.origins)
    return [o for o in every if all(ids & set(o.claims) for ids in wanted)]


def _of_alignment(alignment: Alignment, spans: Sequence[Span]) -> Said:
    return Said(alignment.relation, f"{alignment.relation}: {_words(spans)}")


def _of_origin(origin: Origin, spans: Sequence[Span]) -> Said:
    known = {(s.article, s.start, s.end) for s in spans}
    grounds = tuple(s for s in origin.evidence if (s.article, s.start, s.end) not in known)
    name = None if origin.how == "unattributed" else origin.name
    return Said(origin_value(origin), f"origin: {name or 'its own words'} ({origin.how}): {_words(spans)}", grounds, name)


def _names(span: Span, present: Present) -> list[Said]:
    annotation = present.annotations.get(span.article)
    if annotation is None:
        return []
    near = [
        (m.span != span, present.key(e), e) for e in annotation.entities for m in e.mentions if alike(m.span, span)
    ]
    exact = min((far for far, *_ in near), default=False)
    return [Said(key, f"«{_short(span.text)}» is {e.name} ({key})", (), e.name) for far, key, e in near if far == exact]


def _stories(spans: Sequence[Span], present: Present) -> list[Said]:
    at = {present.stories.get(span.article) for span in spans}
    if len(at) != 1 or None in at:
        return []
    articles = len({span.article for span in spans})
    return [Said("", f"one story of {articles} {'article' if articles == 1 else 'articles'}: {_words(spans)}")]


def _words(spans: Sequence[Span]) -> str:
    shown = " / ".join(f"«{_short(span.text)}»" for span in spans[:3])
    return f"{shown} and {len(spans) - 3} more" if len(spans) > 3 else shown


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else line[:_SHOWN].rsplit(None, 1)[0] + " …"
