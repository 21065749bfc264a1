"""Differences in figures and in time: one unit, two numbers; one happening, two dates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from ..lang.contrasts import Contrasts
from ..lang.normalize import fold
from ..lang.stem import light_stem
from ..model import Claim, Difference, DifferenceValue, Quantity, TimeExpression
from .facts import fits, is_date, like
from .side import Contrast, Side, contrast


def numbers(a: Side, b: Side) -> Iterator[Contrast]:
    """Unlike figures for one unit. Two exact figures conflict; a rough one may hold the other."""
    for x in a.counts():
        same_unit = [y for y in b.counts() if _unit(y) == _unit(x)]
        if not same_unit or any(_same_amount(x, y) for y in same_unit):
            continue
        if any(_same_amount(z, same_unit[0]) for z in a.counts()):
            continue
        y = same_unit[0]
        clash = not _can_both_hold(x, y)
        why = "the figures exclude each other" if clash else "both figures can be true"
        yield contrast("number", (x.span, _figure(x)), (y.span, _figure(y)), why, clash)
    yield from _lengths_of_time(a, b)


def with_all_figures(difference: Difference, claims: Sequence[Claim]) -> Difference:
    """A difference in number with the figures of every account, those that agree with one too."""
    if difference.facet != "number":
        return difference
    spans = {v.span for v in difference.values}
    units = {_unit(n) for c in claims for n in c.numbers if n.span in spans}
    more = [DifferenceValue(n.span, _figure(n)) for c in claims for n in c.numbers if _unit(n) in units]
    return Difference("number", tuple(dict.fromkeys((*difference.values, *more))), difference.why)


def _unit(quantity: Quantity) -> str:
    return light_stem(fold(quantity.unit))


def _same_amount(x: Quantity, y: Quantity) -> bool:
    return x.value == y.value and x.approx == y.approx and x.low == y.low and x.high == y.high


def _can_both_hold(x: Quantity, y: Quantity) -> bool:
    """A rough or open figure («أكثر من 40») leaves room for the other."""
    for rough, other in ((x, y), (y, x)):
        if rough.approx and abs(rough.value - other.value) <= 0.25 * rough.value:
            return True
        if rough.low is not None and other.value >= rough.low:
            return True
        if rough.high is not None and other.value <= rough.high:
            return True
    return False


def _figure(quantity: Quantity) -> str:
    sign = "~" if quantity.approx else ">" if quantity.low is not None and quantity.high is None else ""
    return f"{sign}{quantity.value:g} {quantity.unit}".strip()


def _lengths_of_time(a: Side, b: Side) -> Iterator[Contrast]:
    for x in a.times():
        for y in b.times():
            if x.type == y.type == "DURATION" and x.value[-1:] == y.value[-1:]:
                if (x.value, x.mod) != (y.value, y.mod):
                    yield contrast(
                        "number", (x.span, _length(x)), (y.span, _length(y)), "two lengths of time"
                    )
                return


def _length(time: TimeExpression) -> str:
    return f"{time.value} {time.mod or ''}".strip()


# dates --------------------------------------------------------------------------------------

def dates(a: Side, b: Side, rules: Contrasts) -> Iterator[Contrast]:
    """Calendar dates of which none fits the other's; and beginnings told in two ways."""
    one = [t for t in a.times() if is_date(t.value)]
    other = [t for t in b.times() if is_date(t.value)]
    pairs = [(x.value, y.value) for x in one for y in other]
    if pairs and all(like(x, y) and not fits(x, y) for x, y in pairs):
        exact = len(one) == len(other) == 1 and len(one[0].value) == len(other[0].value) == 10
        yield contrast(
            "date", (one[0].span, one[0].value), (other[0].span, other[0].value),
            "neither date can lie in the other", exact and _same_predicate(a, b),
        )
    begun_a, begun_b = _beginning(a, rules), _beginning(b, rules)
    if begun_a and begun_b:
        (x, from_x, to_x), (y, from_y, to_y) = begun_a, begun_b
        if to_x < from_y or to_y < from_x:
            yield contrast(
                "date", (x.span, f"from {from_x}..{to_x}"), (y.span, f"from {from_y}..{to_y}"),
                "the beginnings exclude each other", True,
            )


def _same_predicate(a: Side, b: Side) -> bool:
    return a.claim.lemma is not None and a.claim.lemma == b.claim.lemma


def _beginning(side: Side, rules: Contrasts) -> tuple[TimeExpression, str, str] | None:
    """The span of days in which a state («منذ …») can have begun, as ISO dates."""
    for time in side.times():
        view = side.account.view
        before = view.norm[max(0, view.to_norm(time.start) - 8):view.to_norm(time.start)]
        if not rules.since.search(before):
            continue
        bounds = _begun(time, side.account.record.published.value)
        if bounds:
            return time, *bounds
    return None


def _begun(time: TimeExpression, published: str | None) -> tuple[str, str] | None:
    if re.fullmatch(r"\d{4}", time.value):
        return f"{time.value}-01-01", f"{time.value}-12-31"
    length = re.fullmatch(r"P(\d+)Y", time.value)
    if not length or published is None:
        return None
    ago = date.fromisoformat(published) - timedelta(days=round(365.25 * int(length.group(1))))
    if time.mod == "MORE_THAN":
        return (ago - timedelta(days=365)).isoformat(), ago.isoformat()
    return (ago - timedelta(days=270)).isoformat(), (ago + timedelta(days=270)).isoformat()


