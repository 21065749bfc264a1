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


# What a difference is, by the code that reports translate (`differ_why` in export/strings).
REASONS = {
    "figures_exclude": "the figures exclude each other",
    "rough_figure": "both figures can be true: one of them is rough or a bound",
    "rounded": "both figures can be true: one is the other rounded",
    "part_of_whole": "both figures can be true: one counts a part of the other",
    "other_place": "both figures can be true: they are told of different places",
    "other_time": "both figures can be true: they were counted at different times",
    "not_happened": "both figures can be true: one of them is not told as a fact",
    "other_length": "two lengths of time",
    "dates_apart": "neither date can lie in the other",
    "day_of_print": "the days may be one: each is counted from the day of its paper",
    "beginnings_apart": "the beginnings exclude each other",
    "countries_apart": "places in different countries",
    "part_of_place": "both places can be true: one lies in the other",
    "directions_apart": "different directions",
    "actors_apart": "they name different actors",
    "yes_or_no": "one says that it is so, the other that it is not",
    "verbs_opposed": "the verbs deny each other",
    "words_opposed": "words that exclude each other stand in the same place",
    "aims_apart": "they give different aims",
    "described_apart": "described in different words",
    "named_apart": "they name it differently",
    "sources_apart": "they name different sources",
    "put_off": "one says that it is put off or called off, the other does not",
    "source_untold": "one says whose words they are, the other does not",
    "told_otherwise": "told as {one} here, as {other} there",
}


def contrast(
    facet: Facet, a: tuple[Span, str], b: tuple[Span, str], code: str, conflict: bool = False
) -> Contrast:
    """A difference of two wordings, each with what it was read as; `code` is one of `REASONS`."""
    values = tuple(DifferenceValue(span, value) for span, value in (a, b))
    return Contrast(Difference(facet, values, REASONS[code].format(one=a[1], other=b[1]), code), conflict)


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
