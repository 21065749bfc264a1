"""Cards of the claims: who tells it in what words, where they differ, who stands behind it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from msgspec.structs import replace

from tawatur.export.cards import badge, claims
from tawatur.export.index import Index, build_index
from tawatur.export.words import load_words
from tawatur.model import Comparison, OriginCount


@pytest.fixture
def index(comparison: Comparison) -> Index:
    return build_index(comparison, load_words("en"))


def card(html: str, number: int) -> str:
    return html.split(f'id="claim-{number}"', 1)[1].split("</article>", 1)[0]


def plain(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_each_claim_stands_in_its_group(index: Index) -> None:
    html = claims(index)
    groups = {key: html.split(f'<section id="{key}"', 1)[1].split("</section>", 1)[0] for key in ("differ", "agree", "only")}
    assert {key: re.findall(r'id="claim-(\d+)"', body) for key, body in groups.items()} == {
        "differ": ["1"], "agree": ["2", "3"], "only": ["4", "5"]}
    assert "وحضرت وفود من الاتحاد" in groups["only"]
    assert "ولم تحضر الصحافة" in groups["only"]


def test_differing_words_stand_out_in_each_telling(index: Index) -> None:
    first = card(claims(index), 1)
    assert re.findall(r"<b>([^<]+)</b>", first) == ["اجتمع", "ست دول", "أربع دول", "يعقد"]
    assert plain(first).index("البوصلة") < plain(first).index("المدار")


def test_the_badge_puts_outlets_beside_origins(index: Index) -> None:
    one, two = (plain(badge(index, a)) for a in index.shared[:2])
    assert one.startswith("3 outlets 1 independent origin")
    assert "3" in one.split("origin", 1)[1], "the upper bound is told where it is higher"
    assert two == "2 outlets 1 independent origin"


def test_inferred_origins_are_told_apart_from_stated_ones(index: Index) -> None:
    words = index.words
    second = card(claims(index), 2)
    assert words("how.stated") in second
    assert words("how.shared text") in second
    assert "نبض المرفأ" in plain(second)


def test_what_one_account_tells_names_its_speaker(make_sample: Callable[[], Comparison]) -> None:
    base = make_sample()
    spoken = tuple(replace(c, attribution="b/a1") if c.id == "b/c4" else c for c in base.claims)
    html = claims(build_index(replace(base, claims=spoken), load_words("en")))
    only = plain(html.split('<section id="only"', 1)[1])
    assert "ولم تحضر الصحافة Source: دبلوماسيان" in only
    assert "وحضرت وفود من الاتحاد Source" not in only


def test_a_card_is_hostile_to_nobody(make_sample: Callable[[], Comparison]) -> None:
    base = make_sample()
    first = replace(base.alignments[0], why="<script>x</script>", independent_origins=OriginCount(1, 1))
    html = claims(build_index(replace(base, alignments=(first, *base.alignments[1:])), load_words("en")))
    assert "<script" not in html
