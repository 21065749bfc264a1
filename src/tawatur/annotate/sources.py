"""From source phrases to entities: who a `Source` is, once mentions are linked.

A phrase that speaks is a person or a body even where no list knows it, so unknown named sources
become mentions before linking.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from ..model import Article, Attribution, EntityType, FoundMention, Link, Span

# The rule of mentions that are known only by their speaking.
SPEAKING = "source of an attribution"
# «وزيرة الدفاع "فلانة الفلانية"», «وزيرة الدفاع، فلانة الفلانية»: the name at the end of a phrase.
_NAME_IN_PHRASE = re.compile(r"(?:[«\"“]\s*|،\s*[«\"“]?)([^\s«»\"“”،,()]+(?: [^\s«»\"“”،,()]+){1,3})\s*[»\"”]?$")
_NAMELESS = ("anonymous", "document", "social media")
_TYPE: dict[str, EntityType] = {
    "person": "PER", "organization": "ORG", "agency": "ORG", "outlet": "ORG", "office": "ORG",
    "official statement": "ORG",
}


def whole_names(text: str, attributions: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """The attributions with sources named as they stand alone: in «للبيان» the article of «البيان» is written without its alif."""
    out = []
    for attribution in attributions:
        source = attribution.source
        span = source.span
        if span is not None and source.name in ("", span.text) and span.text[:1] == "ل" == text[max(0, span.start - 1):span.start]:
            source = replace(source, name="ا" + span.text)
        out.append(replace(attribution, source=source) if source is not attribution.source else attribution)
    return tuple(out)


def speaking_mentions(
    article: Article, attributions: Sequence[Attribution], mentions: Sequence[FoundMention]
) -> tuple[FoundMention, ...]:
    """Mentions for named source phrases in which no mention was recognised."""
    found: list[FoundMention] = []
    taken = [(m.start, m.end) for m in mentions]
    for attribution in attributions:
        source = attribution.source
        span = source.span if source.antecedent is None else None
        if span is None or source.kind in _NAMELESS or source.carried:
            continue
        if any(start < span.end and span.start < end for start, end in taken):
            continue
        if len(span.text.split()) > 6:
            continue
        taken.append((span.start, span.end))
        kind = _TYPE.get(source.kind, "ORG")
        named = _NAME_IN_PHRASE.search(span.text) if kind == "PER" else None
        start, end = (span.start + named.start(1), span.start + named.end(1)) if named else (span.start, span.end)
        found.append(FoundMention(
            article=article.id, start=start, end=end, text=article.text[start:end],
            type=kind, name=article.text[start:end] if named else source.name or span.text, rule=SPEAKING,
        ))
    return tuple(found)


def resolve_sources(
    attributions: Sequence[Attribution], links: Sequence[Link]
) -> tuple[Attribution, ...]:
    """Fill in `source.entity` and `told_to` from the links of the article."""
    out = []
    for attribution in attributions:
        source = attribution.source
        entity = None
        if source.kind not in _NAMELESS:
            # The antecedent names the source in full; a carried description («الصحيفة») may not.
            for span in (source.antecedent, source.span):
                entity = entity or _speaker(span, source.kind, links)
        told_to = _speaker(attribution.told_to_span, "outlet", links)
        out.append(replace(attribution, source=replace(source, entity=entity), told_to=told_to))
    return tuple(out)


def _speaker(span: Span | None, kind: str, links: Sequence[Link]) -> str | None:
    """The linked entity that a source phrase is about: the person named, else the first body."""
    if span is None:
        return None
    inside = [x for x in links if x.start < span.end and span.start < x.end]
    if kind in ("person", "office"):
        persons = [x for x in inside if x.type == "PER"]
        if persons:
            return persons[-1].entity
        if kind == "person":
            # «رئيس المجلس», whoever he is, is not the council.
            return None
    for wanted in ("ORG", "LOC", "PER"):
        of_type = [x for x in inside if x.type == wanted]
        if of_type:
            return max(of_type, key=lambda x: (x.end - x.start, -x.start)).entity
    return None
