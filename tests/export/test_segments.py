from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tawatur.export.segments import Mark, split

bounds = st.tuples(st.integers(-3, 45), st.integers(-3, 45))
marks = st.lists(
    st.builds(lambda b, layer: Mark(min(b), max(b), layer, "k"), bounds, st.sampled_from("xyz")), max_size=12
)


def test_nested_and_overlapping_marks_are_cut_at_their_bounds() -> None:
    outer, inner, across = Mark(0, 10, "a"), Mark(2, 4, "b"), Mark(3, 12, "c")
    got = [(s.start, s.end, {m.layer for m in s.marks}) for s in split(0, 12, [outer, inner, across])]
    assert got == [(0, 2, {"a"}), (2, 3, {"a", "b"}), (3, 4, {"a", "b", "c"}), (4, 10, {"a", "c"}), (10, 12, {"c"})]


def test_the_shortest_mark_comes_first_and_opens_where_it_begins() -> None:
    got = list(split(0, 9, [Mark(0, 9, "long"), Mark(3, 5, "short")]))
    assert [m.layer for m in got[1].marks] == ["short", "long"]
    assert [[m.layer for m in s.opens] for s in got] == [["long"], ["short"], []]


@given(marks)
def test_segments_cover_the_stretch_once_and_carry_exactly_their_marks(given_marks: list[Mark]) -> None:
    got = list(split(0, 40, given_marks))
    assert [s.start for s in got] == [0, *(s.end for s in got[:-1])]
    assert got[-1].end == 40
    for segment in got:
        expected = {m for m in given_marks if m.start <= segment.start and m.end >= segment.end and m.start < m.end}
        assert set(segment.marks) == expected
