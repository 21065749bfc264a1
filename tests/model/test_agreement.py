"""What counts as told alike, told differently, told by one alone."""

from __future__ import annotations

from typing import Any

import pytest

from tawatur.model import Alignment, Claim, Difference, OriginCount, Span
from tawatur.model.agreement import Agreement, agreement, differs


def claim(article: str, n: int) -> Claim:
    return Claim(id=f"{article}/c{n}", span=Span(article, n, n + 2, "نص"), modality="held")


def group(*claims: str, **fields: Any) -> Alignment:
    given: dict[str, Any] = {"relation": "same", "outlets": 1, "independent_origins": OriginCount(1, 1), "origins": (), "why": ""} | fields
    return Alignment(id="al1", claims=claims, **given)


CLAIMS = [claim(article, n) for article in "ab" for n in (1, 2)]


@pytest.mark.parametrize(("facet", "expected"), [("number", True), ("naming", False), ("attribution", False)])
def test_another_name_or_source_is_no_other_fact(facet: Any, expected: bool) -> None:
    assert differs(group("a/c1", "b/c1", differs=(Difference(facet, ()),))) is expected
    assert differs(group("a/c1", "b/c1", relation="conflict")) is True


def test_groups_are_counted_by_articles_not_by_claims() -> None:
    groups = [
        group("a/c1", "b/c1"), group("a/c2", "b/c2", relation="conflict"), group("a/c1", "a/c2"), group("a/c1", "gone/c1"), group("gone/c1"),
    ]
    assert agreement(groups, CLAIMS) == Agreement(agree=1, differ=1, alone=2)
    assert agreement([], CLAIMS) == Agreement(0, 0, 0)
