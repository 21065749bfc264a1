"""The comparison's own types."""

from __future__ import annotations

import msgspec
import pytest

from tawatur.model import SCHEMA, Alignment, Comparison, MadeBy, Note, OriginCount


def empty() -> Comparison:
    return Comparison(
        made_by=MadeBy(version="1", encoder="none", resources="0"), story=None, articles=(), entities=(),
        times=(), attributions=(), claims=(), alignments=(), reuse=(), events=(), itineraries=(),
        framing=(), notes=(Note(code="claims.none", text="Nothing."),),
    )


def test_a_comparison_names_its_schema() -> None:
    assert empty().schema == SCHEMA == "tawatur/comparison/1"


def test_a_comparison_can_not_be_changed() -> None:
    with pytest.raises(AttributeError):
        empty().notes = ()  # type: ignore[misc]
    changed = msgspec.structs.replace(empty(), notes=())
    assert (changed.notes, len(empty().notes)) == ((), 1)


def test_no_first_and_no_score_where_nothing_is_known() -> None:
    alone = Alignment(id="al1", claims=("a/c1",), relation="only", outlets=1, origins=(),
                      independent_origins=OriginCount(1, 1), why="It stands alone.")
    assert (alone.first, alone.score, alone.differs) == ((), None, ())


def test_every_count_of_origins_needs_its_reason() -> None:
    with pytest.raises(TypeError, match="why"):
        Alignment(id="al1", claims=(), relation="only", outlets=1, origins=(),  # type: ignore[call-arg]
                  independent_origins=OriginCount(1, 1))
