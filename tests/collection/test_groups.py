"""From where a claim comes, and claims by group."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from tawatur.collection import Collection, create_collection
from tawatur.collection.groups import claim_groups, claim_origins
from tawatur.store.packing import pack

from .bridge import FIRST, SECOND, THIRD


@pytest.fixture
def told(tmp_path: Path) -> Iterator[Collection]:
    with create_collection(tmp_path / "c", encoder="lexical", names="rules") as collection:
        collection.add([FIRST, SECOND, THIRD], workers=0)
        yield collection


def test_a_claim_has_the_origins_of_its_group_with_their_chains(told: Collection) -> None:
    (claim,) = (c for c in told.annotation("difa-2").claims if "سبعة" in c.span.text)
    found = claim_origins(told, claim.id, told.story)
    assert found is not None
    report = told.story("difa-2")
    group = next(a for a in report.alignments if a.id == found.alignment)
    assert (found.asked, found.story, found.independent_origins, found.origins) == (claim.span, report.id, group.independent_origins, group.origins)
    assert {t.claim.id for t in found.claims} == set(group.claims)
    assert {a.id for a in found.attributions} == {id for origin in found.origins for id in origin.chain}
    assert {t.article for t in found.claims} >= {"difa-2"}


@pytest.mark.parametrize("id", ["difa-2/c99", "nowhere/c1", "c1", ""])
def test_no_such_claim(told: Collection, id: str) -> None:
    assert claim_origins(told, id, told.story) is None


def test_words_of_a_version_that_is_not_compared_yet_have_no_origins_of_others(told: Collection) -> None:
    """The places of its words are those of other words in the comparison that is still there."""
    kept = told.store.comparisons.get(told.story("difa-2").id)
    assert kept is not None
    told.add([replace(SECOND, text=f"خبر عاجل من بلدة الزيتونة. {SECOND.text}")], workers=0)
    claim = told.annotation("difa-2").claims[-1]
    assert claim_origins(told, claim.id, told.story) is not None
    with told.store._writing() as connection:
        connection.exec_driver_sql("UPDATE comparisons SET comparison = ?", (pack(kept),))
    assert claim_origins(told, claim.id, told.story) is None


def test_groups_by_what_is_asked(told: Collection) -> None:
    report = told.story("difa-2")
    every = claim_groups(report)
    assert [g.alignment.id for g in every] == [a.id for a in report.alignments]
    conflicts = claim_groups(report, ("conflict",))
    assert conflicts
    assert all(g.alignment.relation == "conflict" for g in conflicts)
    assert all(any("سبعة" in t.claim.span.text for t in g.claims) for g in claim_groups(report, text="سبعة"))
    assert claim_groups(report, min_origins=99) == []
