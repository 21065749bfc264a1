"""Claims and quantities: what a claim is where nothing was read out of it."""

from __future__ import annotations

import msgspec
import pytest

from tawatur.model import Claim, Quantity, Span

SPAN = Span("x", 0, 3, "فتح")


def test_a_bare_claim_is_held_spoken_by_the_outlet_and_of_the_body() -> None:
    claim = Claim(id="x/c1", span=SPAN)
    assert (claim.modality, claim.attribution, claim.part) == ("held", None, "body")
    assert (claim.entities, claim.times, claim.numbers) == ((), (), ())


def test_a_figure_is_exact_unless_it_is_said_to_be_rough() -> None:
    figure = Quantity(value=3, unit="زائر", span=SPAN)
    assert (figure.approx, figure.low, figure.high) == (False, None, None)


def test_a_claim_is_told_by_name_not_by_place() -> None:
    with pytest.raises(TypeError):
        Claim("x/c1", SPAN)  # type: ignore[misc]


def test_an_unknown_modality_is_not_read() -> None:
    data = msgspec.json.encode(Claim(id="x/c1", span=SPAN)).replace(b'"held"', b'"certain"')
    with pytest.raises(msgspec.ValidationError, match="certain"):
        msgspec.json.decode(data, type=Claim)
