"""The claims: where the accounts differ, where they agree, what only one tells."""

from __future__ import annotations

from ..model import Alignment, Claim, Difference, Origin, Span
from .claim_table import LEFT_OUT, UNTOLD, claim_table, wording
from .index import SHORT, Index, Way, short
from .markup import esc, linked, name, section, sentence, tag, words_of
from .panes import COLOURS
from .segments import Mark, split
from .sentences import sentence_of


def claims(index: Index) -> str:
    """The groups of claims as sections: tables of those that several tell, lists of those that one alone tells."""
    words = index.words

    def group(key: str, alignments: list[Alignment]) -> str:
        body = claim_table(index, alignments, lambda a: card(index, a), words(f"section.{key}"))
        return section(key, words(f"section.{key}"), body, words(f"lead.{key}"))

    return (
        group("differ", index.differing) + group("agree", index.agreeing)
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


def card(index: Index, alignment: Alignment) -> str:
    """All of one group of claims: every wording in its sentence, the differences, the origins with their evidence."""
    number = index.number[alignment.id]
    marks = [v.span for d in alignment.differs for v in d.values if len(v.span.text) <= SHORT]
    rows = "".join(_telling(index, c, marks) for c in index.told(alignment))
    relation = tag(alignment.relation, index.words.get(f"relation.{alignment.relation}", alignment.relation))
    return (
        f'<article class="card c{(number - 1) % COLOURS}" aria-label="{esc(index.words("claims.card", n=number))}">'
        f'<header><h3><span class="num">{number}</span> {relation}</h3>{badge(index, alignment)}</header>'
        f'<ul class="tellings">{rows}</ul>{_differences(index, alignment)}{_origins(index, alignment)}{index.foot("alignment", alignment)}</article>'
    )


def _telling(index: Index, claim: Claim, marks: list[Span]) -> str:
    """One account's wording within its sentence, with a link to its place where the articles have pages."""
    record = index.articles.get(claim.span.article)
    around = sentence_of(claim.span, record.text) if record is not None else claim.span
    before = around.text[:claim.span.start - around.start]
    after = around.text[claim.span.end - around.start:]
    who = linked(index.outlet(claim.span.article), index.pages.words(claim.span))
    return (
        f'<li><span class="who">{who}</span><span class="w" lang="ar" dir="rtl">{_around(before)}'
        f'<span class="said">{_wording(claim, marks)}</span>{_around(after)}</span></li>'
    )


def _around(text: str) -> str:
    """The rest of the sentence, set back; no element where there is none, so that letters stay joined."""
    return f'<span class="around">{esc(text)}</span>' if text else ""


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
        f'<li><span class="who">{name(index.outlet(v.span.article))}</span> {wording(index, v)}'
        f"{_reading(index.reading(difference, v)) if v.value != UNTOLD else ''}</li>"
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
        f'<span class="why" id="d-{index.number[alignment.id]}">{sentence(index.why(alignment), index.words.lang)}</span></summary>'
        f"<ul>{items}</ul></details>"
    )


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
    foot = index.foot("origin", (alignment, origin))
    return f'<li class="origin{" unsure" if doubt else ""}">{" ".join(parts)}<ul class="ev">{shown}</ul>{foot}</li>'


def _way(index: Index, way: Way) -> str:
    """One outlet's way to an origin, with the words that name it."""
    through = "".join(f" ← {name(t)}" for t in way.through)
    words = "".join(f" {words_of(short(s.text))}" for s in way.shown)
    how = esc(index.words.get(f"how.{way.how}", way.how))
    return f'<li>{name(way.outlet)}{through} <span class="how">({how})</span>{words}</li>'


def _alone(index: Index) -> str:
    by_article: dict[str, list[tuple[int, Claim]]] = {}
    for alignment in index.alone:
        for claim in index.told(alignment):
            if claim.part not in LEFT_OUT:
                by_article.setdefault(claim.span.article, []).append((index.number[alignment.id], claim))
    return "".join(_block(index, article, by_article[article]) for article in index.articles if article in by_article)


def _block(index: Index, article: str, claims: list[tuple[int, Claim]]) -> str:
    """What one account alone tells; a group's anchor stands at its first claim."""
    seen: set[int] = set()
    items = []
    for number, claim in claims:
        anchor = "" if number in seen else f' id="claim-{number}"'
        seen.add(number)
        items.append(f"<li{anchor}>{words_of(claim.span.text)}{_speaker(index, claim)}</li>")
    count = index.words.count("count.claims", len(claims))
    return (
        f'<details class="alone"{" open" if len(claims) <= 8 else ""}><summary><h3>{name(index.outlet(article))}</h3> '
        f'<bdi class="how">{esc(count)}</bdi></summary><ul>{"".join(items)}</ul></details>'
    )


def _speaker(index: Index, claim: Claim) -> str:
    chain = index.chain(claim.attribution)
    if not chain:
        return ""
    side = index.words.direction
    return f' <span class="read" dir="{side}">{esc(index.words("column.source"))}: {name(index.source(chain[-1].source))}</span>'
