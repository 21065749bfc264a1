"""The functions for programs: what they take, what they refuse, what they hand back."""

from __future__ import annotations

import inspect
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

import tawatur
from tawatur import api
from tawatur.encode.lexical import LexicalEncoder
from tawatur.errors import InputError, LanguageError, UsageError
from tawatur.heads import choose
from tawatur.lang.resources import Resources
from tawatur.model import Article

ONE = "افتتحت البلدية الجسر الجديد أمام السيارات أمس.\nوقال المهندس سامر النوري إن الكلفة بلغت ثلاثة ملايين دينار.\n"
TWO = "افتتحت البلدية أمس الجسر الجديد أمام السيارات.\nوقال المهندس سامر النوري إن الكلفة بلغت أربعة ملايين دينار.\n"
ENGLISH = "The municipality opened the new bridge to all cars yesterday after two years of work on it.\n"


class Counting(LexicalEncoder):
    """An encoder of the caller's own that remembers what it was asked."""

    name = "counting"

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.asked += texts
        return super().embed(texts)


def test_the_package_offers_what_the_api_has() -> None:
    assert tawatur.compare is api.compare
    assert tawatur.annotate is api.annotate
    assert tawatur.schema() == api.schema()
    with pytest.raises(AttributeError, match="no attribute 'merge'"):
        tawatur.merge  # noqa: B018


def test_a_comparison_can_be_exported(resources: Resources) -> None:
    report = api.compare([{"id": "a", "text": ONE}, {"id": "b", "text": TWO}], resources=resources, encoder=LexicalEncoder(), names="rules")
    assert api.export(report, "csv", bom=True) == b"\xef\xbb\xbf" + api.export(report, "csv")
    assert b'"https://news.example/stories/c' in api.export(report, "prov", base_url="https://news.example/")
    with pytest.raises(UsageError, match="no form 'pdf'"):
        api.export(report, "pdf")


def test_paths_mappings_and_articles_may_be_mixed(tmp_path: Path, resources: Resources) -> None:
    path = tmp_path / "one.txt"
    path.write_text(ONE, encoding="utf-8")
    report = api.compare([str(path), {"id": "two", "text": TWO}, Article(id="three", text=TWO)],
                         resources=resources, encoder=LexicalEncoder())
    assert {a.id for a in report.articles} == {"one.txt", "two", "three"}


def test_the_callers_encoder_is_asked_and_named(resources: Resources) -> None:
    encoder = Counting()
    report = api.compare([{"id": "a", "text": ONE}, {"id": "b", "text": TWO}], resources=resources, encoder=encoder)
    assert report.made_by.encoder == "counting"
    assert len(encoder.asked) == len(set(encoder.asked)) >= 4


def test_a_fallback_of_the_encoder_is_told(monkeypatch: pytest.MonkeyPatch, resources: Resources) -> None:
    pair = [{"id": "a", "text": ONE}, {"id": "b", "text": TWO}]
    monkeypatch.setattr(choose, "default_encoder", lambda: (LexicalEncoder(), "words and letters only"))
    told = api.compare(pair, resources=resources)
    assert [n.text for n in told.notes if n.code == "encoder.fallback"] == ["words and letters only"]
    monkeypatch.setattr(choose, "default_encoder", lambda: (LexicalEncoder(), None))
    assert not [n for n in api.compare(pair, resources=resources).notes if n.code == "encoder.fallback"]


@pytest.mark.parametrize("inputs", [[], [{"id": "a", "text": ONE}]])
def test_two_articles_are_needed_to_compare(inputs: list[dict[str, str]]) -> None:
    with pytest.raises(UsageError, match="2 articles are needed"):
        api.compare(inputs)


def test_what_is_wrong_with_the_inputs_decides_the_error() -> None:
    good = {"id": "a", "text": ONE}
    with pytest.raises(LanguageError, match="English"):
        api.compare([good, {"id": "b", "text": ENGLISH}])
    with pytest.raises(InputError, match="no-such-file"):
        api.compare([good, "no-such-file.txt"])
    with pytest.raises(UsageError, match="one article is needed"):
        api.annotate([])


def test_what_was_left_out_stands_in_the_notes(resources: Resources) -> None:
    report = api.annotate([{"id": "a", "text": ONE}, {"id": "b", "text": ENGLISH}], resources=resources)
    assert [a.id for a in report.articles] == ["a"]
    assert [n.code for n in report.notes if n.code.startswith("input.")] == ["input.language"]


def test_meta_gives_outlet_and_day(tmp_path: Path, resources: Resources) -> None:
    (tmp_path / "one.txt").write_text(ONE, encoding="utf-8")
    meta = tmp_path / "meta.csv"
    meta.write_text("file,outlet,published\none.txt,المنارة,2021-03-09\n", encoding="utf-8")
    record = api.annotate([tmp_path / "one.txt"], meta=meta, resources=resources).articles[0]
    assert (record.outlet.name, record.published.value, record.published.how) == ("المنارة", "2021-03-09", "given")


@pytest.fixture(scope="module")
def report(resources: Resources) -> api.ComparisonReport:
    return api.compare([{"id": "a", "text": ONE}, {"id": "b", "text": TWO}], resources=resources,
                       encoder=LexicalEncoder())


def test_a_report_shows_itself_in_every_form(report: api.ComparisonReport) -> None:
    assert json.loads(report.to_json())["schema"] == "tawatur/comparison/1"
    assert report.to_html("ar").lower().startswith("<!doctype html>")
    assert 'lang="ar"' in report.to_html("ar")[:400]
    assert 'lang="en"' in report.to_html()[:400]
    assert report.to_markdown().startswith("#")
    assert report.to_markdown("ar") != report.to_markdown("en")
    assert "\x1b[" not in report.to_text(width=80)
    assert "\x1b[" in report.to_text(width=80, color=True)
    shown = report._repr_html_()
    assert "<" in shown
    assert "<script" not in shown


def test_handed_over_resources_are_not_loaded_again(monkeypatch: pytest.MonkeyPatch, resources: Resources) -> None:
    def never() -> Resources:
        raise AssertionError("the data was loaded although it was handed over")

    monkeypatch.setattr(api, "load_resources", never)
    assert api.annotate([{"id": "a", "text": ONE}], resources=resources).articles


def test_demo_articles_are_there_in_a_fixed_order() -> None:
    paths = api.demo_articles()
    assert len(paths) >= 2
    assert list(paths) == sorted(paths)
    assert all(p.is_file() and p.suffix in (".txt", ".html", ".jsonl") for p in paths)


def test_options_are_given_by_name() -> None:
    for call in (api.compare, api.annotate):
        options = list(inspect.signature(call).parameters.values())[1:]
        assert all(p.kind is p.KEYWORD_ONLY for p in options)


def test_the_package_shows_what_it_offers() -> None:
    import tawatur

    assert dir(tawatur) == sorted(tawatur.__all__)
    assert callable(tawatur.compare)
