"""Differences in place and in who took part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from ..lang.contrasts import Contrasts
from ..lang.normalize import fold
from ..lang.stem import light_stem
from ..model import Entity, Span
from .align import VERBATIM, Pair
from .side import Contrast, Side, common_stems, contrast


def places(
    a: Side, b: Side, entities: Mapping[str, Entity], rules: Contrasts
) -> Iterator[Contrast]:
    one, other = located(a, rules), located(b, rules)
    if one and other and not set(one) & set(other):
        x, y = next(iter(one)), next(iter(other))
        if _lies_in(a, b, x, y, rules):
            yield contrast("place", (one[x], entities[x].name), (other[y], entities[y].name), "part_of_place")
            return
        countries = {entities[e].country for e in (*one, *other)}
        # «المدينة» in both is one wording, whichever city each account was thought to mean.
        same_wording = fold(one[x].text) == fold(other[y].text)
        if len(countries) > 1 and None not in countries and not same_wording:
            yield contrast("place", (one[x], entities[x].name), (other[y], entities[y].name),
                            "countries_apart")
    toward_a, toward_b = _directions(a, rules), _directions(b, rules)
    if toward_a and toward_b:
        stems_a = {light_stem(fold(w)) for w in toward_a.text.split()}
        stems_b = {light_stem(fold(w)) for w in toward_b.text.split()}
        if stems_a != stems_b:
            yield contrast("place", (toward_a, toward_a.text), (toward_b, toward_b.text),
                            "directions_apart")


def _directions(side: Side, rules: Contrasts) -> Span | None:
    view, core = side.account.view, side.core
    match = rules.direction.search(view.norm, view.to_norm(core.start), view.to_norm(core.end))
    if not match:
        return None
    start, end = view.to_text(match.start(1), match.start(1) + len(match.group(1).rstrip()))
    return side.account.span(start, end)


def _lies_in(a: Side, b: Side, x: str, y: str, rules: Contrasts) -> bool:
    """True where either account says that one of the places lies in the other («حي القصور في دير الزور»)."""
    for account in (a.account, b.account):
        norm, to_norm = account.view.norm, account.view.to_norm
        named = sorted((k for k in account.links if k.entity in (x, y)), key=lambda k: (k.start, k.end))
        for first, then in pairwise(named):
            between = norm[to_norm(first.end):to_norm(then.start)] if first.end <= then.start else ""
            if first.entity != then.entity and rules.within.fullmatch(between):
                return True
    return False


def places_apart(a: Side, b: Side, entities: Mapping[str, Entity], rules: Contrasts) -> bool:
    """True where both claims are put at places of which none can lie in the other."""
    one, other = located(a, rules), located(b, rules)
    if not one or not other or set(one) & set(other):
        return False
    return not any(_may_hold(a, b, x, y, entities, rules) for x in one for y in other)


def _may_hold(a: Side, b: Side, x: str, y: str, entities: Mapping[str, Entity], rules: Contrasts) -> bool:
    """True where one place may lie in the other: nothing known of one, or a state and a place of it."""
    first, second = entities[x], entities[y]
    if first.country is None or second.country is None:
        return True
    if first.country != second.country:
        return False
    whole = any("iso3166" in e.external_ids for e in (first, second))
    return whole or _lies_in(a, b, x, y, rules)


def located(side: Side, rules: Contrasts) -> dict[str, Span]:
    """Places that the claim puts something at («في تونس»), with their first mention there."""
    view, core = side.account.view, side.core
    found: dict[str, Span] = {}
    for link in side.account.links:
        if link.type == "LOC" and core.start <= link.start and link.end <= core.end:
            at = view.to_norm(link.start)
            if rules.location.search(view.norm[max(0, at - 9):at]):
                found.setdefault(link.entity, side.account.span(link.start, link.end))
    return found


def _linked(side: Side) -> dict[str, Span]:
    """Persons and bodies that the claim names."""
    core = side.core
    return {
        x.entity: side.account.span(x.start, x.end) for x in side.account.links
        if x.type != "LOC" and core.start <= x.start and x.end <= core.end
    }


def participants(
    a: Side, b: Side, entities: Mapping[str, Entity], pair: Pair
) -> Iterator[Contrast]:
    """Both tell of one kind of happening, and those who act in it in one are not named in the other."""
    if pair.shared >= VERBATIM or set(_linked(a)) & set(_linked(b)):
        return
    for kind, one in _actors(a).items():
        other = _actors(b).get(kind)
        if one and other and not set(one) & set(other):
            x, y = next(iter(one)), next(iter(other))
            if common_stems(entities[x].name, entities[y].name) >= 0.5:
                continue  # two wordings of what is likely one body
            yield contrast("participants", (one[x], entities[x].name), (other[y], entities[y].name),
                            "actors_apart")
            return


def _actors(side: Side) -> dict[str, dict[str, Span]]:
    """Who acts in the claim's happenings, by type of happening, with a mention in the claim."""
    core = side.core
    found: dict[str, dict[str, Span]] = {}
    for event in side.account.happenings(side.claim):
        acting = {p.entity for p in event.participants if p.role == "actor"}
        for link in side.account.links:
            if link.entity in acting and core.start <= link.start and link.end <= core.end:
                place = side.account.span(link.start, link.end)
                found.setdefault(event.type, {}).setdefault(link.entity, place)
    return found


