"""What readers mark, on any page: which words of readers stand beside a card, and the way to add one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import msgspec

from ..collection.corrections import title_spans
from ..collection.marked import all_again, among, holding, origin_value
from ..collection.packed import digest_of
from ..export.index import build_index
from ..export.words import Words
from ..model import Alignment, Claim, Comparison, Origin, Span
from ..model.desk import Marked, Subject
from . import links
from .rendering import CSRF_MARK

if TYPE_CHECKING:
    from .site import Site, Visitor


# Words of readers that a story's page shows beside those on its cards.
_IN_STORY = 20


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Something that can be marked, where a page shows it: its anchor, the address of its form, the words of readers on it."""

    subject: Subject
    spans: tuple[Span, ...]
    anchor: str
    form: str
    marks: tuple[Marked, ...] = ()


def foot(
    site: Site, visitor: Visitor, words: Words, comparison: Comparison, story: str, *, prefix: str = "", csrf: str = CSRF_MARK,
) -> Callable[[str, object], str]:
    """What `export.index.build_index(..., foot=...)` puts at the foot of a card, as HTML.

    The function takes ("alignment", Alignment), ("origin", (Alignment, Origin)) or ("story", anything), which gives the section of
    the page. `comparison` is the one that is shown, of the story of this id; `csrf` stands in a page that is kept.
    """
    template = site.templates.get_template("corrections_at.html")
    marked = site.collection.store.corrections.all(story=story)
    claims, texts = {claim.id: claim for claim in comparison.claims}, {a.id: a.text for a in comparison.articles}
    values = {
        "t": words, "count": words.count, "lang": words.lang, "prefix": prefix, "visitor": visitor, "csrf": csrf,
        "path": links.story(story), "query": "",
    }

    def at_foot(what: str, record: object) -> str:
        place = _place_of(site, what, record, claims, story)
        if place is None:
            return ""
        place = with_marks(place, marked, texts)
        if what == "story":
            section = site.templates.get_template("corrections_story.html")
            shown = marked[:_IN_STORY]
            number = build_index(comparison, words).number if shown else {}
            on = [(m, _number(comparison, number, m, texts)) for m in shown if m.correction.subject != "story"]
            return section.render(place=place, on=on, story=story, total=len(marked), shown=len(shown), **values)
        return template.render(place=place, **values)

    return at_foot


def _place_of(site: Site, what: str, record: object, claims: Mapping[str, Claim], story: str) -> Place | None:
    back = links.story(story)
    if what == "alignment" and isinstance(record, Alignment):
        return place("alignment", _spans(record.claims, claims), story=story, back=back, value=record.relation)
    if what == "origin" and isinstance(record, tuple) and isinstance(record[-1], Origin):
        return place("origin", _spans(record[-1].claims, claims), story=story, back=back, value=origin_value(record[-1]))
    if what == "story":
        return place("story", title_spans(site.collection, story), story=story, back=back)
    return None


def _number(comparison: Comparison, number: Mapping[str, int], marked: Marked, texts: Mapping[str, str]) -> int | None:
    """The number on the page of the group of claims that holds what was marked, as far as it does."""
    there = all_again(marked.correction.evidence, texts)
    if marked.correction.subject == "name" or there is None:
        return None
    return next((number[a.id] for a in holding(comparison, there) if a.id in number), None)


def _spans(ids: Iterable[str], claims: Mapping[str, Claim]) -> tuple[Span, ...]:
    return tuple(dict.fromkeys(claims[id].span for id in ids if id in claims))


def place(
    subject: Subject, spans: Sequence[Span], *, story: str | None = None, article: str | None = None, back: str = "", value: str | None = None,
) -> Place | None:
    """Where these spans can be marked; None where there are none. `value` as in `Correction`: which of several is meant."""
    if not spans:
        return None
    asked = [("subject", subject), *(("at", at_text(s)) for s in spans if subject != "story")]
    known = (("value", value), ("story", story), ("article", article), ("back", back))
    form = "/corrections/new?" + urlencode([*asked, *((key, text) for key, text in known if text)])
    return Place(subject=subject, spans=tuple(spans), anchor=anchor(subject, spans, value, story), form=form)


def anchor(subject: Subject, spans: Sequence[Span], value: str | None, story: str | None) -> str:
    """The id of a place on a page: the same as long as it is about the same words."""
    of = [story or ""] if subject == "story" else [*map(at_text, spans), value or "" if subject == "origin" else ""]
    return f"correct-{digest_of(subject, *of)[:12]}"


def texts_of(site: Site, spans: Iterable[Span]) -> dict[str, str]:
    """The texts of today of the articles in which these stand."""
    return {a.id: a.text for a in site.collection.store.articles(list(dict.fromkeys(s.article for s in spans)))}


def with_marks(place: Place, marked: Sequence[Marked], texts: Mapping[str, str]) -> Place:
    """The place with those words of readers that are on it: all that share the most of their words with it, newest first.

    `texts` are those of the articles in which the place stands: words that were marked in another version may have moved.
    """
    on = tuple(m for m in marked if m.correction.subject == place.subject and _is_on(place, m, texts))
    return msgspec.structs.replace(place, marks=on)


def _is_on(place: Place, marked: Marked, texts: Mapping[str, str]) -> bool:
    """True where more than half of the marked spans are those of the place; of an origin also its name is the same."""
    correction = marked.correction
    if place.subject == "story":
        return True
    if place.subject == "origin" and place.anchor != anchor("origin", place.spans, correction.value, None):
        return False
    shared = sum(among(span, place.spans, texts) for span in correction.evidence)
    return 2 * shared > len(correction.evidence)


def at_text(span: Span) -> str:
    """A span in an address: `ARTICLE:START-END`."""
    return f"{span.article}:{span.start}-{span.end}"
