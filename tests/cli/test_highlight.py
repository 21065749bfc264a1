"""Annotations as text: each article with its own findings, marked without a letter changed."""

from __future__ import annotations

import re
from collections.abc import Callable

import msgspec
import pytest

from tawatur.cli.highlight import highlight
from tawatur.model import (
    ArticleRecord,
    Attribution,
    Comparison,
    Entity,
    Event,
    MadeBy,
    Mention,
    Note,
    Outlet,
    Part,
    Published,
    Reason,
    Source,
    Span,
    TimeExpression,
)

TEXT = "بلدية المرفأ\n\nقالت سلمى النوري أمس إن الجسر مفتوح.\nوأضافت أن السيارات عبرته.\n"


@pytest.fixture
def report(spot: Callable[..., Span]) -> Comparison:
    def here(words: str, after: int = 0) -> Span:
        return spot(TEXT, words, after=after)

    day, name = here("أمس"), here("سلمى النوري")
    record = ArticleRecord(
        id="x", path=None, url=None, outlet=Outlet(), title=here("بلدية المرفأ"), language="ar", text=TEXT,
        published=Published(value="2021-03-09", how="inferred", evidence=(Reason("x", day.start, day.end, day.text, "yesterday"),)),
        parts=(Part("title", 0, 12), Part("body", 14, len(TEXT))),
    )
    said = Attribution(id="x/a1", article="x", cue=here("قالت"), content=here("الجسر مفتوح"),
                       source=Source(kind="person", span=name, entity="e1"))
    again = Attribution(id="x/a2", article="x", cue=here("أضافت"), content=here("السيارات عبرته"), parent="x/a1",
                        source=Source(kind="person", entity="e1", carried=True))
    return Comparison(
        made_by=MadeBy(version="1", encoder="none", resources="0"), story=None, articles=(record,),
        entities=(Entity(id="e1", type="PER", name="سلمى النوري", mentions=(Mention("x", name.start, name.end, name.text),)),),
        times=(TimeExpression(id="x/t1", article="x", start=day.start, end=day.end, text=day.text, type="DATE", value="2021-03-08"),),
        attributions=(said, again), claims=(), alignments=(), reuse=(),
        events=(Event(id="ev1", type="opening", plover=None, name="فتح الجسر", date=None, place=None, status="held",
                      participants=(), evidence=(here("الجسر مفتوح"),)),),
        itineraries=(), framing=(), notes=(Note(code="n", text="Something was left out."),),
    )


def test_every_finding_is_listed(report: Comparison) -> None:
    lines = [" ".join(line.split()) for line in highlight(report, 80, False).splitlines()]
    for line in (
        "outlet unknown (unknown)", "published 2021-03-09 (inferred)", "because: «أمس» yesterday",
        "parts (1)", "title بلدية المرفأ", "times (1)", "2021-03-08 أمس", "names (1)", "PER سلمى النوري",
        "who said what (2)", "a1 سلمى النوري | قالت | الجسر مفتوح",
        "a2 سلمى النوري (carried over) | أضافت | السيارات عبرته [inside a1]",
        "events (1)", "? held فتح الجسر", "note: Something was left out.",
    ):
        assert line in lines, line


def test_colours_mark_the_findings_and_change_no_letter(report: Comparison) -> None:
    marked = highlight(report, 80, True)
    for code, words in (("32", "أمس"), ("1;33", "قالت"), ("1;36", "سلمى النوري"), ("1;33", "أضافت")):
        assert f"\x1b[{code}m{words}\x1b[0m" in marked, words
    assert re.sub(r"\x1b\[[0-9;]*m", "", marked) == highlight(report, 80, False)
    assert "\x1b" not in highlight(report, 80, False)


def test_findings_of_another_article_stay_there(report: Comparison) -> None:
    other = msgspec.structs.replace(report.articles[0], id="y", title=None, published=Published(), parts=())
    two = msgspec.structs.replace(report, articles=(report.articles[0], other))
    block = highlight(two, 80, False).split("\ny\n", 1)[1]
    assert "who said what" not in block
    assert "2021-03-08" not in block
    assert "events" not in block


def test_long_words_are_cut_and_the_rule_fits_the_width(report: Comparison) -> None:
    article = report.articles[0]
    long = msgspec.structs.replace(article, parts=(Part("caption", 0, len(TEXT) - 1),), text=TEXT * 3)
    shown = highlight(msgspec.structs.replace(report, articles=(long,)), 44, False)
    assert shown.startswith("=" * 44 + "\n")
    line = next(row for row in shown.splitlines() if row.strip().startswith("caption"))
    assert len(line.strip()) <= 10 + 1 + 90
