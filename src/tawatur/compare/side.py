"""One side of a comparison, and a difference found between two sides."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..lang.normalize import fold
from ..lang.stem import light_stem
from ..model import Claim, Difference, DifferenceValue, Facet, Quantity, Span, TimeExpression
from .account import Account


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

    def counts(self) -> list[Quantity]:
        """The figures of the claim that are no part of a time expression."""
        times = [t.span for t in self.times()]
        return [n for n in self.claim.numbers if not any(t.touches(n.span) for t in times)]


def contrast(
    facet: Facet, a: tuple[Span, str], b: tuple[Span, str], why: str, conflict: bool = False
) -> Contrast:
    values = tuple(DifferenceValue(span, value) for span, value in (a, b))
    return Contrast(Difference(facet, values, why), conflict)


def told_how(side: Side) -> Span:
    """The words that show the modality: its cue up to the predicate, or the opening words."""
    claim, core = side.claim, side.core
    marks = [s for s in (claim.modality_cue, claim.predicate) if s is not None]
    if marks:
        return side.account.span(min(s.start for s in marks), max(s.end for s in marks))
    cut = core.text[:40].rfind(" ")
    return side.account.span(core.start, core.start + (cut if cut > 0 and len(core.text) > 40 else len(core.text)))


def common_stems(one: str, other: str) -> float:
    a = {light_stem(w) for w in re.findall(r"\w{3,}", fold(one))}
    b = {light_stem(w) for w in re.findall(r"\w{3,}", fold(other))}
    return len(a & b) / max(1, min(len(a), len(b)))
