"""Parcels that every form must be able to hold: a usual one, hostile ones, an empty story, one article."""

from __future__ import annotations

import msgspec
import pytest
from msgspec.structs import replace

from tawatur.export.parcel import Parcel
from tawatur.model import Comparison

from .making import changed, make_parcel, odd


@pytest.fixture
def parcel(comparison: Comparison) -> Parcel:
    return make_parcel(comparison)


@pytest.fixture
def hostile(comparison: Comparison) -> Parcel:
    return make_parcel(msgspec.convert(changed(msgspec.to_builtins(comparison), odd), Comparison))


@pytest.fixture
def empty(comparison: Comparison) -> Parcel:
    """A comparison in which nothing was read and of nothing."""
    return Parcel(Comparison(
        made_by=comparison.made_by, story=None, articles=(), entities=(), times=(), attributions=(), claims=(), alignments=(),
        reuse=(), events=(), itineraries=(), framing=(), notes=(),
    ))


@pytest.fixture
def alone(comparison: Comparison) -> Parcel:
    """One article with its claims, of which none is grouped."""
    first = comparison.articles[0]
    return Parcel(replace(
        comparison, story=None, articles=(first,), entities=(), times=(), alignments=(), reuse=(), events=(), itineraries=(), framing=(),
        attributions=tuple(a for a in comparison.attributions if a.article == first.id),
        claims=tuple(replace(c, entities=(), times=()) for c in comparison.claims if c.span.article == first.id), notes=(),
    ))


@pytest.fixture(params=["usual", "hostile", "empty", "alone"])
def any_parcel(request: pytest.FixtureRequest, parcel: Parcel, hostile: Parcel, empty: Parcel, alone: Parcel) -> Parcel:
    return {"usual": parcel, "hostile": hostile, "empty": empty, "alone": alone}[request.param]
