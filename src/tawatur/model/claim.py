"""Claims: the smallest clauses that can be true or false."""

from __future__ import annotations

from typing import Literal

import msgspec

from .span import Span

Modality = Literal["held", "planned", "possible", "denied", "negated"]


class Quantity(msgspec.Struct, frozen=True, kw_only=True):
    """A number with its unit. `low` and `high` bound it («نحو 50»: both None, `approx` True)."""

    value: float
    unit: str
    span: Span
    approx: bool = False
    low: float | None = None
    high: float | None = None


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """One clause, who said it (innermost attribution id, None: the outlet speaks) and its slots.

    `entities` are entity ids, `times` time expression ids. `predicate` is the span of the verb or
    verbal noun that carries the claim; `lemma` its light stem. `part` is the part it stands in.
    """

    id: str
    span: Span
    attribution: str | None = None
    modality: Modality = "held"
    entities: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    numbers: tuple[Quantity, ...] = ()
    predicate: Span | None = None
    lemma: str | None = None
    modality_cue: Span | None = None
    part: str = "body"
