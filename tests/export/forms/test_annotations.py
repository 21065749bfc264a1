"""Web Annotations: by a schema of the Recommendation, every stretch of the comparison, each selector to its words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tawatur.export.annotations import render_annotations
from tawatur.export.parcel import Parcel

from .making import spans_of

SCHEMA = Draft202012Validator(json.loads((Path(__file__).parents[1] / "validators" / "annotation.schema.json").read_text(encoding="utf-8")))


def test_it_is_what_the_recommendation_asks(any_parcel: Parcel) -> None:
    data = json.loads(render_annotations(any_parcel))
    SCHEMA.validate(data)
    ids = [item["id"] for item in data["first"]["items"]]
    assert data["total"] == len(ids) == len(set(ids))


@pytest.mark.parametrize(("where", "value"), [("motivation", "ruling"), ("type", "Claim"), ("target", []), ("id", "no address")])
def test_the_schema_can_say_no(parcel: Parcel, where: str, value: object) -> None:
    data = json.loads(render_annotations(parcel))
    data["first"]["items"][0][where] = value
    assert not SCHEMA.is_valid(data)


def test_both_selectors_lead_to_the_same_words(any_parcel: Parcel) -> None:
    texts = {any_parcel.article(a.id): a.text for a in any_parcel.comparison.articles}
    for item in json.loads(render_annotations(any_parcel))["first"]["items"]:
        for target in item["target"] if isinstance(item["target"], list) else [item["target"]]:
            text, (place, quote) = texts[target["source"]], target["selector"]
            assert text[place["start"]:place["end"]] == quote["exact"]
            assert text[:place["start"]].endswith(quote["prefix"])
            assert text[place["end"]:].startswith(quote["suffix"])


def test_no_stretch_of_the_comparison_is_left_out(any_parcel: Parcel) -> None:
    told = {
        (t["source"], t["selector"][0]["start"], t["selector"][0]["end"])
        for item in json.loads(render_annotations(any_parcel))["first"]["items"]
        for t in (item["target"] if isinstance(item["target"], list) else [item["target"]])
    }
    comparison = any_parcel.comparison
    wanted = set().union(*(spans_of(getattr(comparison, f)) for f in comparison.__struct_fields__))
    assert {(any_parcel.article(s.article), s.start, s.end) for s in wanted} <= told


def test_the_text_that_is_meant_can_be_known(parcel: Parcel) -> None:
    texts = json.loads(render_annotations(parcel))["tw:texts"]
    assert [t["tw:length"] for t in texts] == [len(a.text) for a in parcel.comparison.articles]
    assert all(len(t["tw:sha256"]) == 64 for t in texts)


def test_a_readers_word_has_its_maker(parcel: Parcel) -> None:
    last = json.loads(render_annotations(parcel))["first"]["items"][-1]
    assert (last["creator"]["nickname"], last["motivation"], last["modified"]) == ("سلمى", "moderating", "2026-03-05T00:00:00Z")
    assert [b["value"] for b in last["body"]] == ["alignment: wrong", "verbatim", "=1+1", "</script>"]
