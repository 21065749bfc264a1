"""What readers marked in another version of an article: no form places it in the text that was compared."""

from __future__ import annotations

import dataclasses
import io
import json
import zipfile

import pytest
from msgspec.structs import replace

from tawatur.export.annotations import render_annotations
from tawatur.export.bundle import render_bundle
from tawatur.export.dossier import render_dossier
from tawatur.export.parcel import TERMS, Parcel
from tawatur.export.prov import render_prov
from tawatur.export.schemaorg import render_schema_org
from tawatur.model import Span


@pytest.fixture
def former(parcel: Parcel) -> Parcel:
    """A reader's word on the first claim, with ground in an article that is not there; the claim stood elsewhere in version 1."""
    claim = parcel.comparison.claims[0].span
    marked = replace(
        parcel.corrections[0], evidence=(Span(claim.article, claim.start + 3, claim.end + 3, claim.text), claim),
        grounds=(Span("gone", 0, 3, "قال"),), versions={claim.article: 1},
    )
    return dataclasses.replace(parcel, corrections=(marked,))


def test_annotations_quote_it_and_place_only_what_stands(former: Parcel) -> None:
    old, now, gone = json.loads(render_annotations(former))["first"]["items"][-1]["target"]
    assert [s["type"] for s in old["selector"]] == [s["type"] for s in gone["selector"]] == ["TextQuoteSelector"]
    assert (old["tw:version"], old["tw:start"], gone["tw:version"]) == ("1", former.comparison.claims[0].span.start + 3, "?")
    assert [s["type"] for s in now["selector"]] == ["TextPositionSelector", "TextQuoteSelector"]


def test_prov_points_to_no_passage_that_is_not_told(former: Parcel) -> None:
    nodes = json.loads(render_prov(former))["@graph"]
    told = {n["id"] for n in nodes if "tw:Passage" in n["type"]}
    assert all(set(n["evidence"]) <= told for n in nodes if "evidence" in n)
    marked = next(n for n in nodes if "tw:Correction" in n["type"])
    assert marked["evidence"] == [former.passage(former.comparison.claims[0].span)]
    assert marked["tw:otherVersion"] == ["a 1", "gone ?"]


def test_spans_of_schema_org_are_those_of_the_compared_texts(former: Parcel) -> None:
    (correction,) = json.loads(render_schema_org(former))["@graph"][0]["correction"]
    kinds = [i["propertyID"].removeprefix(TERMS) for i in correction["identifier"]]
    assert kinds == ["span", "otherVersion", "otherVersion"]
    assert correction["identifier"][1]["value"].startswith("a 1 ")


@pytest.mark.parametrize(("lang", "told"), [("en", "in version 1 of the text"), ("ar", "في النسخة 1 من النص")])
def test_pages_for_people_say_which_version(former: Parcel, lang: str, told: str) -> None:
    made = dataclasses.replace(former, lang=lang)
    html = render_dossier(made).decode()
    with zipfile.ZipFile(io.BytesIO(render_bundle(made))) as zip:
        text = zip.read(next(n for n in zip.namelist() if n.endswith("evidence.md"))).decode()
    assert html.count(told) == text.count(told) == 1
    assert 'href="#art-0"' not in html
