"""The table of forms."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from msgspec.structs import replace

from tawatur.errors import UsageError
from tawatur.export.forms import FORMS, STORY_FORMS, Form, form_for, form_of
from tawatur.export.parcel import Parcel
from tawatur.model import Comparison, OriginCount
from tawatur.reporting import StoryReport

from .making import make_parcel


@pytest.mark.parametrize("form", STORY_FORMS, ids=lambda form: form.name)
@pytest.mark.parametrize("lang", ["en", "ar"])
def test_every_form_holds_every_parcel_with_the_same_bytes(any_parcel: Parcel, form: Form, lang: str) -> None:
    made = make_parcel(any_parcel.comparison, lang=lang)
    data = form.render(made)
    assert data == form.render(make_parcel(any_parcel.comparison, lang=lang))
    assert data
    if form.text:
        data.decode()


@pytest.mark.parametrize("form", STORY_FORMS, ids=lambda form: form.name)
def test_names_and_endings_lead_to_one_form(form: Form) -> None:
    assert form_of(form.name) is form
    assert form_for(f"s1{form.ending}") is form
    assert len({f.ending for f in STORY_FORMS}) == len(FORMS) == len(STORY_FORMS)


@pytest.mark.parametrize("file", ["x.json", "x.html", "x", "", "csv"])
def test_other_endings_are_of_no_form(file: str) -> None:
    assert form_for(file) is None


def test_a_form_that_there_is_none_of() -> None:
    with pytest.raises(UsageError, match=r"no form 'pdf'; there are prov, annotations"):
        form_of("pdf")


def test_the_table_loads_no_form() -> None:
    """The command line and the server start with it."""
    check = "import sys, tawatur.export.forms; print(sorted(m for m in sys.modules if m in ('icalendar', 'pyarrow', 'tawatur.export.prov', 'tawatur.export.html')))"
    assert subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True).stdout.strip() == "[]"


@pytest.mark.parametrize("form", ["prov", "annotations", "schema.org", "ninjs", "geojson", "graphml", "dossier"])
def test_articles_that_were_not_compared_are_told(parcel: Parcel, form: str) -> None:
    fields = {name: getattr(parcel.comparison, name) for name in Comparison.__struct_fields__}
    known = tuple(a.id for a in parcel.comparison.articles)
    report = StoryReport(
        **fields, id="s1", title="", members=(*known, "late-1", "late-2"), outlets=(), independent_origins=None, first_seen="", last_seen="",
    )
    assert "late-1, <bdi>late-2" in form_of(form).render(make_parcel(report)).decode().replace("late-1</bdi>", "late-1").replace("late-1, late-2", "late-1, <bdi>late-2")
    assert "late-1" not in form_of(form).render(make_parcel(replace(report, members=known))).decode()


@pytest.mark.parametrize("form", ["prov", "schema.org"])
def test_a_story_of_one_article_has_one_origin_as_in_the_list(alone: Parcel, parcel: Parcel, form: str) -> None:
    """Its comparison, of one article with nothing, counts none."""
    whole = parcel.comparison.story
    assert whole is not None
    lone = replace(whole, articles=1, outlets=1, shared_claims=0, corroborated=0, independent_origins=OriginCount(0, 0))
    made = make_parcel(replace(alone.comparison, story=lone))
    assert made.origins == OriginCount(1, 1)
    assert make_parcel(parcel.comparison).origins == whole.independent_origins
    counts = re.findall(r'independentOrigins(?:Certain|AtMost)"[^0-9]*?(\d+)', form_of(form).render(made).decode())
    assert counts == ["1", "1"]
