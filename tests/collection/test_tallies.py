"""What is kept between two answers changes nothing of them: it is held against working everything out."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest

from tawatur.collection import Collection, create_collection
from tawatur.collection import tallies as kept
from tawatur.collection.agenda import agenda
from tawatur.collection.outlets import outlet_table
from tawatur.collection.packed import annotations_of
from tawatur.collection.plans import KINDS
from tawatur.collection.summary import unpack
from tawatur.lang.agenda_words import load_agenda_words
from tawatur.model import Article
from tawatur.model.answers import AgendaItem, OutletRow
from tawatur.store.marks import Marks

from .bridge import FIRST, SECOND, THIRD
from .workshop import article

_MEETING = "يلتقي وزير الخارجية اللبناني كريم البستاني نظيره الأردني سامر العتيبي في عمان يوم الأحد 8 نوفمبر 2026."
_HELD = "التقى وزير الخارجية اللبناني كريم البستاني أمس نظيره الأردني سامر العتيبي في عمان وبحثا ملف المياه."
_ROUNDS: tuple[tuple[Article, ...], ...] = (
    (FIRST,), (SECOND, article("m", "الصباح", "2026-11-03", _MEETING)), (THIRD, article("h", "المساء", "2026-11-09", _HELD)),
    # A new version of an article that is there.
    (msgspec.structs.replace(SECOND, text=SECOND.text + " وأضافت البلدية أن الجسر أغلق."),),
)
_FROM = "2026-11-01"


@pytest.fixture
def growing(tmp_path: Path) -> Iterator[Collection]:
    with create_collection(tmp_path / "c", encoder="lexical", names="rules") as collection:
        yield collection


def _outlets(collection: Collection) -> tuple[OutletRow, ...]:
    return outlet_table((story, unpack(data)) for story, data in collection.store.comparisons.summaries())


def _agenda(collection: Collection) -> tuple[AgendaItem, ...]:
    store = collection.store
    ids = store.people.happening(sorted(KINDS), _FROM)
    last = max(row[3] for row in store.outlets())
    return agenda(annotations_of(store, ids), collection.resources.gazetteer, load_agenda_words(), _FROM, last)


def test_answers_are_those_of_working_everything_out(growing: Collection) -> None:
    seen = []
    for batch in _ROUNDS:
        growing.add(batch, workers=0)
        for _ in range(2):
            assert growing.outlets() == _outlets(growing)
            assert growing.agenda(after=_FROM) == _agenda(growing)
        seen.append((growing.outlets(), growing.agenda(after=_FROM)))
    assert all(one[0] != other[0] for one, other in pairwise(seen))
    assert [i.outcome for i in seen[1][1] if i.type == "meeting"] != [i.outcome for i in seen[2][1] if i.type == "meeting"]


def test_only_what_changed_is_read_again(growing: Collection, monkeypatch: pytest.MonkeyPatch) -> None:
    growing.add([FIRST, article("m", "الصباح", "2026-11-03", _MEETING)], workers=0)
    growing.outlets()
    growing.agenda(after=_FROM)
    read: list[str] = []
    summaries, annotations = Marks.summaries, type(growing.store).annotations

    def noted(self: Marks, ids: list[str]) -> list[tuple[str, bytes]]:
        read.extend(ids)
        return summaries(self, ids)

    def noted_too(self: object, ids: list[str]) -> Iterator[tuple[str, bytes]]:
        read.extend(ids)
        return annotations(self, ids)  # type: ignore[arg-type]

    monkeypatch.setattr(Marks, "summaries", noted)
    monkeypatch.setattr(type(growing.store), "annotations", noted_too)
    growing.outlets()
    growing.agenda(after=_FROM)
    assert read == []
    growing.add([article("h", "المساء", "2026-11-09", _HELD)], workers=0)
    growing.outlets()
    growing.agenda(after=_FROM)
    assert "h" in read
    assert "m" not in read


def test_an_article_in_two_summaries_counts_once(growing: Collection) -> None:
    """A story that lost an article to another one keeps its old comparison until it is compared again."""
    growing.add([FIRST, article("m", "الصباح", "2026-11-03", _MEETING)], workers=0)
    one, other = sorted(growing.store.marks.compared())[:2]
    copied = dict(growing.store.marks.summaries([one[0]]))[one[0]]
    row = growing.store.story(other[0])
    assert row is not None
    assert row.independent_origins is not None
    from tawatur.store.compared import Compared

    growing.store.comparisons.put([
        Compared(story=other[0], digest="d", made_by="x", comparison=b"", origins=row.independent_origins, title=row.title, summary=copied)
    ])
    found = growing.outlets()
    assert found == _outlets(growing)
    assert sum(len(r.articles) for r in found) == 1


def test_tellings_that_find_no_room_are_read_again(growing: Collection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "_ROOM", 0)
    growing.add([article("m", "الصباح", "2026-11-03", _MEETING)], workers=0)
    assert growing.agenda(after=_FROM) == growing.agenda(after=_FROM) == _agenda(growing)
    assert growing.agenda(after=_FROM)
