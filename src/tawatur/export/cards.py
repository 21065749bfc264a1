"""The claims: where the accounts differ, where they agree, what only one tells."""

from __future__ import annotations

from ..model import Alignment, Claim, Difference, Origin, Span
from .index import SHORT, Index, Way, short
from .markup import esc, name, section, sentence, tag, words_of
from .panes import COLOURS
from .segments import Mark, split


def claims(index: Index) -> str:
    """The three groups of claims as sections."""
    words = index.words
    differ = "".join(_card(index, a) for a in index.differing)
    agree = "".join(_card(index, a) for a in index.agreeing)
    return (
        section("differ", words("section.differ"), differ, words("lead.differ"))
        + section("agree", words("section.agree"), agree, words("lead.agree"))
        + section("only", words("section.only"), _alone(index), words("lead.only"))
    )


def badge(index: Index, alignment: Alignment) -> str:
    """Outlets beside independent origins."""
    words = index.words
    count = alignment.independent_origins
    sure = words.count("count.origins", count.certain)
    more = f' <span class="most">({esc(words("hero.at_most", n=count.at_most))})</span>' if count.at_most > count.certain else ""
    return (
        f'<p class="badge"><span>{esc(words.count("count.outlets", alignment.outlets))}</span>'
        f'<span class="from" aria-hidden="true"></span><strong>{esc(sure)}</strong>{more}</p>'
    )


def _card(index: Index, alignment: Alignment) -> str:
    number = index.number[alignment.id]
    marks = [v.span for d in alignment.differs for v in d.values if len(v.span.text) <= SHORT]
    rows = "".join(
        f'<li><span class="who">{name(index.outlet(c.span.article))}</span>'
        f'<span class="w" lang="ar" dir="rtl">{_wording(c, marks)}</span></li>'
        for c in _told(index, alignment)
    )
    relation = tag(alignment.relation, index.words.get(f"relation.{alignment.relation}", alignment.relation))
    return (
        f'<article class="card c{(number - 1) % COLOURS}" id="claim-{number}" data-al="{number}" '
        f'aria-labelledby="claim-{number}-h">'
        f'<header><h3 id="claim-{number}-h"><span class="num">{number}</span> {relation}</h3>{badge(index, alignment)}</header>'
        f'<ul class="tellings">{rows}</ul>{_differences(index, alignment)}{_origins(index, alignment)}</article>'
    )


def _told(index: Index, alignment: Alignment) -> list[Claim]:
    """The claims of an alignment in the order of the articles."""
    place = {a: i for i, a in enumerate(index.articles)}
    known = [index.claims[c] for c in alignment.claims if c in index.claims]
    return sorted(known, key=lambda c: (place.get(c.span.article, len(place)), c.span.start))


def _wording(claim: Claim, spans: list[Span]) -> str:
    text, base = claim.span.text, claim.span.start
    inside = [
        Mark(max(0, s.start - base), min(len(text), s.end - base), "diff")
        for s in spans if s.touches(claim.span)
    ]
    return "".join(
        f"<b>{esc(text[s.start:s.end])}</b>" if s.marks else esc(text[s.start:s.end])
        for s in split(0, len(text), inside)
    )


def _differences(index: Index, alignment: Alignment) -> str:
    rows = "".join(_difference(index, d) for d in index.differences(alignment))
    return f'<dl class="differs">{rows}</dl>' if rows else ""


def _difference(index: Index, difference: Difference) -> str:
    values = "".join(
        f'<li><span class="who">{name(index.outlet(v.span.article))}</span> {words_of(short(v.span.text))}'
        f"{_reading(index.reading(difference, v))}</li>"
        for v in difference.values
    )
    facet = index.words.get(f"facet.{difference.facet}", difference.facet)
    reason = index.differ_why(difference)
    told = f'<p class="read">{esc(reason)}</p>' if reason else ""
    return f"<div><dt>{esc(facet)}</dt><dd><ul>{values}</ul>{told}</dd></div>"


def _reading(shown: str) -> str:
    """What a wording was read as, where that says more than the wording."""
    return f' <span class="read">= {name(shown)}</span>' if shown else ""


def _origins(index: Index, alignment: Alignment) -> str:
    items = "".join(_origin(index, alignment, o) for o in alignment.origins)
    return (
        f'<details class="origins"><summary>{esc(index.words("origin.heading"))}: '
        f'<span class="why" id="d-{index.number[alignment.id]}">{why(index, alignment)}</span></summary>'
        f"<ul>{items}</ul></details>"
    )


def why(index: Index, alignment: Alignment) -> str:
    """The sentence that says why the origins are counted so."""
    text = index.why(alignment)
    return esc(text) if index.words.lang == "ar" else sentence(text)


def _origin(index: Index, alignment: Alignment, origin: Origin) -> str:
    words = index.words
    if origin.how == "unattributed":
        owners = words.join([name(o) for o in index.owners(origin)])
        parts = [words("origin.own", outlet=owners)]
    else:
        kind = words.get(f"kind.{origin.kind}", origin.kind)
        parts = [name(index.origin(origin)), tag(origin.kind, kind) if origin.name else ""]
    doubt = index.doubtful(alignment, origin)
    if doubt:
        parts.append(f'<span class="how">{esc(words("origin.doubtful"))}</span>')
    shown = "" if origin.how == "unattributed" else "".join(_way(index, w) for w in index.ways(origin))
    return f'<li class="origin{" unsure" if doubt else ""}">{" ".join(parts)}<ul class="ev">{shown}</ul></li>'


def _way(index: Index, way: Way) -> str:
    """One outlet's way to an origin, with the words that name it."""
    through = "".join(f" ← {name(t)}" for t in way.through)
    words = "".join(f" {words_of(short(s.text))}" for s in way.shown[:2])
    how = esc(index.words.get(f"how.{way.how}", way.how))
    return f'<li>{name(way.outlet)}{through} <span class="how">({how})</span>{words}</li>'


def _alone(index: Index) -> str:
    blocks = []
    for article in index.articles:
        told = [
            c for a in index.alone for c in _told(index, a)
            if c.span.article == article and c.part not in ("navigation", "title", "header")
        ]
        if not told:
            continue
        items = "".join(f"<li>{words_of(c.span.text)}{_speaker(index, c)}</li>" for c in told)
        count = index.words.count("count.claims", len(told))
        blocks.append(
            f'<details class="alone"{" open" if len(told) <= 8 else ""}><summary><h3>{name(index.outlet(article))}</h3> '
            f'<bdi class="how">{esc(count)}</bdi></summary><ul>{items}</ul></details>'
        )
    return "".join(blocks)


def _speaker(index: Index, claim: Claim) -> str:
    chain = index.chain(claim.attribution)
    if not chain:
        return ""
    side = index.words.direction
    return f' <span class="read" dir="{side}">{esc(index.words("column.source"))}: {name(index.source(chain[-1].source))}</span>'
