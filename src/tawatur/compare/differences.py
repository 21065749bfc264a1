"""In what two accounts of one fact differ: facet by facet, with the wordings of both.

Embeddings see no contradiction («5 أشخاص» beside «50 شخصا», أكد beside نفى), so the slots of the
claims are compared one by one. A difference is a conflict only where both can't be true.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ..lang.contrasts import Contrasts
from ..lang.normalize import fold
from ..lang.stem import light_stem
from ..model import (
    Claim,
    Difference,
    DifferenceValue,
    Entity,
    Facet,
    Framing,
    Quantity,
    Span,
    TimeExpression,
)
from .account import Account
from .align import VERBATIM, Group, Pair, fits


@dataclass(frozen=True, slots=True)
class Contrast:
    """A difference, and whether both sides can be true."""

    difference: Difference
    conflict: bool


@dataclass(frozen=True, slots=True)
class Side:
    """One claim in its account."""

    account: Account
    claim: Claim

    @property
    def core(self) -> Span:
        start, end = self.account.core(self.claim)
        return self.account.span(start, end)

    def times(self) -> list[TimeExpression]:
        wanted = set(self.claim.times)
        return [t for t in self.account.times if t.id in wanted]


def differences(
    group: Group,
    accounts: Mapping[str, Account],
    entities: Mapping[str, Entity],
    naming: Sequence[Framing],
    contrasts: Contrasts,
) -> tuple[tuple[Difference, ...], bool]:
    """All differences of a group, equal wordings told together; and whether any is a conflict."""
    found: dict[tuple[str, ...], Contrast] = {}
    for pair in group.pairs:
        a = Side(accounts[pair.a.span.article], pair.a)
        b = Side(accounts[pair.b.span.article], pair.b)
        for contrast in _contrasts(a, b, pair, entities, naming, contrasts):
            d = contrast.difference
            key = (d.facet, *sorted(f"{v.span.article}\n{v.value}" for v in d.values))
            found[key] = _join(found[key], contrast) if key in found else contrast
    return tuple(c.difference for c in found.values()), any(c.conflict for c in found.values())


def _join(one: Contrast, other: Contrast) -> Contrast:
    """One difference with the places of both: the same wordings, said more than once."""
    values = dict.fromkeys(one.difference.values + other.difference.values)
    joined = Difference(one.difference.facet, tuple(values), one.difference.why)
    return Contrast(joined, one.conflict or other.conflict)


def _contrasts(
    a: Side, b: Side, pair: Pair, entities: Mapping[str, Entity],
    naming: Sequence[Framing], rules: Contrasts,
) -> Iterator[Contrast]:
    yield from _numbers(a, b)
    yield from _dates(a, b, rules)
    yield from _places(a, b, entities, rules)
    yield from _participants(a, b, entities, pair)
    yield from _modality(a, b, rules)
    yield from _purpose(a, b, rules)
    yield from _descriptions(a, b)
    yield from _naming(a, b, naming)
    yield from _attribution(a, b, pair, entities)


def _contrast(
    facet: Facet, a: tuple[Span, str], b: tuple[Span, str], why: str, conflict: bool = False
) -> Contrast:
    values = tuple(DifferenceValue(span, value) for span, value in (a, b))
    return Contrast(Difference(facet, values, why), conflict)


# numbers ------------------------------------------------------------------------------------

def _numbers(a: Side, b: Side) -> Iterator[Contrast]:
    """Unlike figures for one unit. Two exact figures conflict; a rough one may hold the other."""
    for x in a.claim.numbers:
        same_unit = [y for y in b.claim.numbers if _unit(y) == _unit(x)]
        if not same_unit or any(_same_amount(x, y) for y in same_unit):
            continue
        if any(_same_amount(z, same_unit[0]) for z in a.claim.numbers):
            continue
        y = same_unit[0]
        clash = not _can_both_hold(x, y)
        why = "the figures exclude each other" if clash else "both figures can be true"
        yield _contrast("number", (x.span, _figure(x)), (y.span, _figure(y)), why, clash)
    yield from _lengths_of_time(a, b)


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
                    yield _contrast(
                        "number", (x.span, _length(x)), (y.span, _length(y)), "two lengths of time"
                    )
                return


def _length(time: TimeExpression) -> str:
    return f"{time.value} {time.mod or ''}".strip()


# dates --------------------------------------------------------------------------------------

def _dates(a: Side, b: Side, rules: Contrasts) -> Iterator[Contrast]:
    """Calendar dates of which none fits the other's; and beginnings told in two ways."""
    one = [t for t in a.times() if t.value[:4].isdigit()]
    other = [t for t in b.times() if t.value[:4].isdigit()]
    if one and other and not any(fits(x.value, y.value) for x in one for y in other):
        exact = len(one) == len(other) == 1 and len(one[0].value) == len(other[0].value) == 10
        yield _contrast(
            "date", (one[0].span, one[0].value), (other[0].span, other[0].value),
            "neither date can lie in the other", exact and _same_predicate(a, b),
        )
    begun_a, begun_b = _beginning(a, rules), _beginning(b, rules)
    if begun_a and begun_b:
        (x, from_x, to_x), (y, from_y, to_y) = begun_a, begun_b
        if to_x < from_y or to_y < from_x:
            yield _contrast(
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


# places, participants ------------------------------------------------------------------------

def _places(
    a: Side, b: Side, entities: Mapping[str, Entity], rules: Contrasts
) -> Iterator[Contrast]:
    one, other = _located(a), _located(b)
    if one and other and not set(one) & set(other):
        x, y = next(iter(one)), next(iter(other))
        countries = {entities[e].country for e in (*one, *other)}
        if len(countries) > 1 and None not in countries:
            yield _contrast("place", (one[x], entities[x].name), (other[y], entities[y].name),
                            "places in different countries")
    toward_a, toward_b = _directions(a, rules), _directions(b, rules)
    if toward_a and toward_b:
        stems_a = {light_stem(fold(w)) for w in toward_a.text.split()}
        stems_b = {light_stem(fold(w)) for w in toward_b.text.split()}
        if stems_a != stems_b:
            yield _contrast("place", (toward_a, toward_a.text), (toward_b, toward_b.text),
                            "different directions")


def _directions(side: Side, rules: Contrasts) -> Span | None:
    view, core = side.account.view, side.core
    match = rules.direction.search(view.norm, view.to_norm(core.start), view.to_norm(core.end))
    if not match:
        return None
    start, end = view.to_text(match.start(1), match.start(1) + len(match.group(1).rstrip()))
    return side.account.span(start, end)


_WHERE = re.compile(r"(?:^|\W)(?:في|إلى|الي|من|قرب|نحو|ب|مدينه|عاصمه|العاصمه)\s?$")


def _located(side: Side) -> dict[str, Span]:
    """Places that the claim puts something at («في تونس»), with their first mention there."""
    view, core = side.account.view, side.core
    found: dict[str, Span] = {}
    for link in side.account.links:
        if link.type == "LOC" and core.start <= link.start and link.end <= core.end:
            at = view.to_norm(link.start)
            if _WHERE.search(view.norm[max(0, at - 9):at]):
                found.setdefault(link.entity, side.account.span(link.start, link.end))
    return found


def _linked(side: Side) -> dict[str, Span]:
    """Persons and bodies that the claim names."""
    core = side.core
    return {
        x.entity: side.account.span(x.start, x.end) for x in side.account.links
        if x.type != "LOC" and core.start <= x.start and x.end <= core.end
    }


def _participants(
    a: Side, b: Side, entities: Mapping[str, Entity], pair: Pair
) -> Iterator[Contrast]:
    """Both tell of one kind of happening, and those who act in it in one are not named in the other."""
    if pair.shared >= VERBATIM or set(_linked(a)) & set(_linked(b)):
        return
    for kind, one in _actors(a).items():
        other = _actors(b).get(kind)
        if one and other and not set(one) & set(other):
            x, y = next(iter(one)), next(iter(other))
            if _common_stems(entities[x].name, entities[y].name) >= 0.5:
                continue  # two wordings of what is likely one body
            yield _contrast("participants", (one[x], entities[x].name), (other[y], entities[y].name),
                            "they name different actors")
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


# modality, polarity ---------------------------------------------------------------------------

_REAL = ("held",)
_OPEN = ("planned", "possible")
_NOT = ("denied", "negated")


def _modality(a: Side, b: Side, rules: Contrasts) -> Iterator[Contrast]:
    x, y = a.claim.modality, b.claim.modality
    values = (_told_how(a), x), (_told_how(b), y)
    if (x in _NOT) != (y in _NOT):
        yield _contrast("polarity", *values, "one says that it is so, the other that it is not", True)
    elif x != y and x not in _NOT:
        yield _contrast("modality", *values, f"told as {x} here, as {y} there")
    elif rules.opposed(a.claim.lemma, b.claim.lemma):
        yield _contrast("polarity", *values, "the verbs deny each other", True)


def _told_how(side: Side) -> Span:
    """The words that show the modality: its cue up to the predicate, or the opening words."""
    claim, core = side.claim, side.core
    marks = [s for s in (claim.modality_cue, claim.predicate) if s is not None]
    if marks:
        return side.account.span(min(s.start for s in marks), max(s.end for s in marks))
    cut = core.text[:40].rfind(" ")
    return side.account.span(core.start, core.start + (cut if cut > 0 and len(core.text) > 40 else len(core.text)))


# purpose, description, naming, attribution ------------------------------------------------------

def _purpose(a: Side, b: Side, rules: Contrasts) -> Iterator[Contrast]:
    one, other = _aim(a, rules), _aim(b, rules)
    if one and other and _common_stems(one.text, other.text) < 0.25:
        yield _contrast("purpose", (one, one.text), (other, other.text), "they give different aims")


def _aim(side: Side, rules: Contrasts) -> Span | None:
    """The first purpose phrase between the claim's first word and the end of its sentence."""
    account, core = side.account, side.core
    sentence = account.sentences[account.sentence_of(core.start)]
    view = account.view
    low, high = view.to_norm(core.start), view.to_norm(sentence.end)
    for match in rules.purpose.finditer(view.norm, low, high):
        start, end = view.to_text(match.start(), match.start() + len(match.group().rstrip()))
        # «المجموعة المصغرة لدعم سوريا» is a name, not what somebody meant to do.
        if not any(x.start < start < x.end for x in account.links):
            return account.span(start, end)
    return None


def _common_stems(one: str, other: str) -> float:
    a = {light_stem(w) for w in re.findall(r"\w{3,}", fold(one))}
    b = {light_stem(w) for w in re.findall(r"\w{3,}", fold(other))}
    return len(a & b) / max(1, min(len(a), len(b)))


_ADJECTIVES = re.compile(r"[»\"')\]]?((?: ال[^\W\d_]+(?:ي|يه)\b)+)")


def _descriptions(a: Side, b: Side) -> Iterator[Contrast]:
    """One body, two descriptions: the adjectives right after its name have nothing in common."""
    one, other = _described(a), _described(b)
    for entity in one:
        if entity not in other:
            continue
        (span_a, adjectives_a), (span_b, adjectives_b) = one[entity], other[entity]
        if not adjectives_a & adjectives_b:
            yield _contrast("description", (span_a, span_a.text), (span_b, span_b.text),
                            "described in different words")


def _described(side: Side) -> dict[str, tuple[Span, frozenset[str]]]:
    view, claim = side.account.view, side.claim
    found: dict[str, tuple[Span, frozenset[str]]] = {}
    for link in side.account.links:
        if not (claim.span.start <= link.start and link.end <= claim.span.end):
            continue
        match = _ADJECTIVES.match(view.norm, view.to_norm(link.end))
        if match and link.type != "LOC":
            _, end = view.to_text(match.start(1), match.end(1))
            stems = frozenset(light_stem(w) for w in match.group(1).split())
            found.setdefault(link.entity, (side.account.span(link.start, end), stems))
    return found


def _naming(a: Side, b: Side, naming: Sequence[Framing]) -> Iterator[Contrast]:
    """Rival names (from compare.naming) of which both stand in these claims."""
    for framing in naming:
        if framing.kind != "naming":
            continue
        for here, there in ((a, b), (b, a)):
            if here.claim.span.holds(framing.span):
                for rival in framing.rival:
                    if there.claim.span.holds(rival):
                        yield _contrast("naming", (framing.span, framing.span.text),
                                        (rival, rival.text), "they name it differently")


def _attribution(
    a: Side, b: Side, pair: Pair, entities: Mapping[str, Entity]
) -> Iterator[Contrast]:
    """The same words, attributed by one and printed by the other as its own."""
    one, other = a.account.chain(a.claim), b.account.chain(b.claim)
    if pair.shared >= VERBATIM and bool(one) != bool(other):
        told, plain = (a, b) if one else (b, a)
        said = told.account.chain(told.claim)[0]
        entity = entities.get(said.source.entity or "")
        name = entity.name if entity else said.source.name or said.cue.text
        yield _contrast(
            "attribution", (said.source.span or said.cue, name),
            (_told_how(plain), "no source"), "one says whose words they are, the other does not",
        )
