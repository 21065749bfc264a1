"""The table of claims: who carries each, how many origins stand behind it, and in what the accounts differ."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from ..model import Alignment, Difference, DifferenceValue
from .figures import dots
from .index import Index, short
from .markup import esc, name, sentence, tag, words_of
from .panes import COLOURS
from .sentences import shortened

# Outlets and wordings that stand in a row; the rest is in its card.
_NAMES = 4
_HAVING = 2
_VALUES = 3
_FACETS = 2
_ROOM = 180
# A longer reason, one that names dozens of outlets, is folded.
_REASON = 260
# The value of a difference at an account that names no source.
UNTOLD = "no source"
# Parts that repeat the report or are none.
LEFT_OUT = ("navigation", "title", "header")


def lone(index: Index) -> list[Alignment]:
    """The claims of one account alone that tell the story, without titles and what is not part of the report."""
    return [a for a in index.alone if any(c.part not in LEFT_OUT for c in index.claims_of(a.claims))]


def claim_table(
    index: Index, alignments: Sequence[Alignment], card: Callable[[Alignment], str], caption: str, open: Collection[int] = (),
) -> str:
    """A row for each alignment, which is `#claim-N`, and beneath it what `card` makes of it, folded (those in `open` are not)."""
    if not alignments:
        return ""
    words = index.words
    columns = [words(f"claims.{c}") for c in ("number", "claim", "carried", "origins", "differences")]
    head = "".join(f'<th scope="col">{esc(c)}</th>' for c in columns)
    body = "".join(_row(index, a, columns, card(a), index.number[a.id] in open) for a in alignments)
    return f'<table class="claims"><caption class="vh">{esc(caption)}</caption><thead><tr>{head}</tr></thead>{body}</table>'


def _row(index: Index, alignment: Alignment, columns: list[str], card: str, opened: bool) -> str:
    words, number = index.words, index.number[alignment.id]
    relation = tag(alignment.relation, words.get(f"relation.{alignment.relation}", alignment.relation))
    cells = "".join(
        f'<td class="{kind}" data-c="{esc(column)}">{cell}</td>' for kind, column, cell in (
            ("what", columns[1], _claim(index, alignment)),
            ("whose", columns[2], _carried(index, alignment)),
            ("roots", columns[3], _origins(index, alignment)),
            ("unlike", columns[4], _differences(index, alignment)),
        )
    )
    label = words("claims.evidence", n=number)
    return (
        f'<tbody class="claim c{(number - 1) % COLOURS}" id="claim-{number}" data-al="{number}"><tr>'
        f'<th scope="row"><a class="num" href="#claim-{number}">{number}</a> {relation}</th>{cells}</tr>'
        f'<tr class="more"><td colspan="5"><details{" open" if opened else ""}><summary>{esc(label)}</summary>{card}</details></td></tr></tbody>'
    )


def _claim(index: Index, alignment: Alignment) -> str:
    """The wording of the first account; cut between words, the whole stands in the card."""
    span = index.told(alignment)[0].span
    short_span = shortened(span, _ROOM)
    return words_of(short_span.text + (" …" if short_span != span else ""))


def _carried(index: Index, alignment: Alignment) -> str:
    words, outlets = index.words, index.outlets(alignment)
    sum = _below(index, alignment, words.count("count.outlets", len(outlets)))
    return f'<span class="sum">{sum}</span> <span class="how">{_names(index, alignment, outlets)}</span>'


def _below(index: Index, alignment: Alignment, text: str) -> str:
    """A number that opens the card beneath its row."""
    return f'<a href="#claim-{index.number[alignment.id]}">{esc(text)}</a>'


def _origins(index: Index, alignment: Alignment) -> str:
    count, words = alignment.independent_origins, index.words
    text = index.origins_text(count)
    why = index.why(alignment)
    told_why = sentence(why, words.lang)
    if len(why) > _REASON:
        reason = f'<details class="how"><summary>{esc(words("claims.reason"))}</summary>{told_why}</details>'
    else:
        reason = f'<span class="how">{told_why}</span>'
    return f'{dots(count.certain, count.at_most)}<strong>{_below(index, alignment, text)}</strong> {reason}'


def _differences(index: Index, alignment: Alignment) -> str:
    found = index.differences(alignment)
    rest = len(found) - _FACETS
    more = f'<p class="how">{_below(index, alignment, index.words("claims.more_facets", n=rest))}</p>' if rest > 0 else ""
    return "".join(_difference(index, alignment, d) for d in found[:_FACETS]) + more


def _difference(index: Index, alignment: Alignment, difference: Difference) -> str:
    """One facet: every wording once, with those who have it."""
    words = index.words
    tellers: dict[str, list[str]] = {}
    for value in difference.values:
        told_by = tellers.setdefault(wording(index, value), [])
        outlet = index.outlet(value.span.article)
        told_by += [] if outlet in told_by else [outlet]
    shown = "".join(f'<li>{told} <span class="how">{_names(index, alignment, who, _HAVING)}</span></li>' for told, who in list(tellers.items())[:_VALUES])
    if len(tellers) > _VALUES:
        shown += f'<li class="how">{_below(index, alignment, words("text.more", n=len(tellers) - _VALUES))}</li>'
    facet = words.get(f"facet.{difference.facet}", difference.facet)
    return f'<div><span class="facet">{esc(facet)}</span><ul>{shown}</ul></div>'


def wording(index: Index, value: DifferenceValue) -> str:
    """One side of a difference as it is worded. Who names no source has no wording for it: its span is the verb of the claim."""
    return f'<span class="read">{esc(index.words(f"value.{UNTOLD}"))}</span>' if value.value == UNTOLD else words_of(short(value.span.text))


def _names(index: Index, alignment: Alignment, outlets: Sequence[str], most: int = _NAMES) -> str:
    """The first names of a list, and how many more there are in the card."""
    words, rest = index.words, len(outlets) - most
    shown = [name(o) for o in outlets[:most]]
    return f'{words.commas(shown)} {_below(index, alignment, words("text.more", n=rest))}' if rest > 0 else words.join(shown)
