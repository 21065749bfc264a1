"""Differences in figures and in time: one unit, two numbers; one happening, two dates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from msgspec.structs import replace

from ..lang.contrasts import Contrasts
from ..lang.normalize import fold
from ..lang.stem import light_stem
from ..model import Claim, Difference, DifferenceValue, Entity, Quantity, TimeExpression
from .actors import places_apart
from .facts import fits, is_date, like
from .side import REASONS, Contrast, Side, contrast

_THREE_BEHIND_DOT = re.compile(r"\d\.\d{3}(?!\d)")
# Units of time that a smaller one measures out, with how many of it.
_UNITS = {"PD": ("days", 1), "PW": ("days", 7), "PM": ("months", 1), "PY": ("months", 12), "PTM": ("minutes", 1), "PTH": ("minutes", 60)}
# Figures from here on are told in round numbers («187 مليون»).
_LARGE = 1_000_000


def numbers(a: Side, b: Side, entities: Mapping[str, Entity], rules: Contrasts) -> Iterator[Contrast]:
    """Unlike figures for one unit. They conflict unless something says how both can be true."""
    for x in a.counts():
        same_unit = [y for y in b.counts() if _unit(y) == _unit(x)]
        if not same_unit or any(_same_amount(x, y) for y in same_unit):
            continue
        y = next((y for y in same_unit if _rounded(x, y)), same_unit[0])
        if any(_same_amount(z, y) or (z is not x and _rounded(z, y)) for z in a.counts()):
            continue
        code = _how_both_hold(a, x, b, y, entities, rules) or "figures_exclude"
        yield contrast("number", (x.span, _figure(x)), (y.span, _figure(y)), code, code == "figures_exclude")
    yield from _lengths_of_time(a, b)


def _how_both_hold(
    a: Side, x: Quantity, b: Side, y: Quantity, entities: Mapping[str, Entity], rules: Contrasts
) -> str | None:
    """Why two unlike figures can both be true, as a code of `side.REASONS`; None where they can't."""
    if _rounded(x, y):
        return "rounded"
    if _leave_room(x, y):
        return "rough_figure"
    if _counts_a_part(a, x, rules) != _counts_a_part(b, y, rules):
        return "part_of_whole"
    if {a.claim.modality, b.claim.modality} & {"planned", "possible"} and a.claim.modality != b.claim.modality:
        return "not_happened"
    if places_apart(a, b, entities, rules):
        return "other_place"
    if _over_a_time(a, rules) != _over_a_time(b, rules) or _grew(a, x, b, y, rules):
        return "other_time"
    return None


def _counts_a_part(side: Side, figure: Quantity, rules: Contrasts) -> bool:
    """«بينهم 4 أطفال»: the figure is out of one before it."""
    view = side.account.view
    at = view.to_norm(figure.span.start)
    return rules.part.search(view.norm, max(0, at - 16), at) is not None


def _over_a_time(side: Side, rules: Contrasts) -> bool:
    """«منذ بداية الشهر», «حصيلة»: the figure sums up more than one happening or day."""
    return rules.period.search(fold(side.core.text)) is not None


def _grew(a: Side, x: Quantity, b: Side, y: Quantity, rules: Contrasts) -> bool:
    """True for tolls of which the higher one was printed on a later day."""
    days = a.account.record.published.value, b.account.record.published.value
    if None in days or days[0] == days[1] or _unit(x) not in rules.tolls:
        return False
    return (str(days[0]) < str(days[1])) == (x.value < y.value)


def with_all_figures(difference: Difference, claims: Sequence[Claim]) -> Difference:
    """A difference in number with the figures of every account, those that agree with one too."""
    if difference.facet != "number":
        return difference
    spans = {v.span for v in difference.values}
    units = {_unit(n) for c in claims for n in c.numbers if n.span in spans}
    more = [DifferenceValue(n.span, _figure(n)) for c in claims for n in c.numbers if _unit(n) in units]
    return replace(difference, values=tuple(dict.fromkeys((*difference.values, *more))))


def settled(contrast: Contrast, claims: Sequence[Claim]) -> Contrast:
    """A conflict of figures that are two roundings of a finer one in the group is none (8820 and 8821, 8820.65)."""
    if not contrast.conflict or contrast.difference.why_code != "figures_exclude":
        return contrast
    spans = {v.span for v in contrast.difference.values}
    all_figures = [n for c in claims for n in c.numbers]
    told = [n for n in all_figures if n.span in spans]
    finer = [n for n in all_figures if _unit(n) == _unit(told[0])]
    if any(all(n.value == f.value or _rounded(n, f) for n in told) for f in finer):
        difference = replace(contrast.difference, why=REASONS["rounded"], why_code="rounded")
        return Contrast(difference, False)
    return contrast


def _unit(quantity: Quantity) -> str:
    return light_stem(fold(quantity.unit))


def _same_amount(x: Quantity, y: Quantity) -> bool:
    if x.approx != y.approx or (x.low is None) != (y.low is None) or (x.high is None) != (y.high is None):
        return False
    return x.value == y.value or _dotted(x, y) or _dotted(y, x)


def _dotted(x: Quantity, y: Quantity) -> bool:
    """«17.800» beside «17800»: the dot of one stands between thousands."""
    return bool(_THREE_BEHIND_DOT.search(fold(x.span.text))) and round(x.value * 1000, 3) == y.value


def _rounded(x: Quantity, y: Quantity) -> bool:
    """True where the coarser figure is the finer one cut or rounded to its last digit (8807, 8807.24)."""
    if x.value == y.value:
        return False
    step = max(_grain(x), _grain(y))
    return _is_fine(x, y) and abs(x.value - y.value) < step


def _is_fine(x: Quantity, y: Quantity) -> bool:
    """Whole figures without a scale are counted, not measured: 50 is no 51 rounded."""
    return any(q.value != int(q.value) or q.value >= _LARGE for q in (x, y))


def _grain(quantity: Quantity) -> float:
    """What one step of the last digit told is worth: 0.01 for 3.25, 100,000 for 187.5 million."""
    mantissa = f"{quantity.value:.6f}".rstrip("0").rstrip(".")
    if "." in mantissa:
        return float(10 ** -len(mantissa.partition(".")[2]))
    return float(10 ** (len(mantissa) - len(mantissa.rstrip("0")))) if quantity.value >= _LARGE else 1.0


def _leave_room(x: Quantity, y: Quantity) -> bool:
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
    return f"{sign}{quantity.value:.15g} {quantity.unit}".strip()


def _lengths_of_time(a: Side, b: Side) -> Iterator[Contrast]:
    for x in a.times():
        for y in b.times():
            long_x, long_y = _in_one_unit(x), _in_one_unit(y)
            if x.type == y.type == "DURATION" and long_x[0] == long_y[0]:
                if (long_x, x.mod) != (long_y, y.mod):
                    yield contrast(
                        "number", (x.span, _length(x)), (y.span, _length(y)), "other_length"
                    )
                return


def _in_one_unit(time: TimeExpression) -> tuple[str, float | str]:
    """Weeks as days, years as months, hours as minutes; what is no whole unit stays as it is, by its last letter."""
    length = re.fullmatch(r"(PT?)(\d+(?:\.\d+)?)([A-Z])", time.value)
    if length is None:
        return time.value[-1:], time.value
    unit, times = _UNITS.get(length.group(1) + length.group(3), (length.group(3), 1))
    return unit, float(length.group(2)) * times


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
        near = exact and _day_of_print(one[0], other[0], rules)
        yield contrast(
            "date", (one[0].span, one[0].value), (other[0].span, other[0].value),
            "day_of_print" if near else "dates_apart", exact and not near and _same_predicate(a, b),
        )
    begun_a, begun_b = _beginning(a, rules), _beginning(b, rules)
    if begun_a and begun_b:
        (x, from_x, to_x), (y, from_y, to_y) = begun_a, begun_b
        if to_x < from_y or to_y < from_x:
            yield contrast(
                "date", (x.span, f"from {from_x}..{to_x}"), (y.span, f"from {from_y}..{to_y}"),
                "beginnings_apart", True,
            )


def _day_of_print(x: TimeExpression, y: TimeExpression, rules: Contrasts) -> bool:
    """«اليوم» here, «أمس» there, a day apart: papers of two days may mean one day."""
    if not all(rules.deictic.fullmatch(fold(t.span.text)) for t in (x, y)):
        return False
    return abs(date.fromisoformat(x.value) - date.fromisoformat(y.value)) <= timedelta(days=1)


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


