"""The agenda, laid out."""

from __future__ import annotations

from typing import get_args

import pytest

from tawatur.export.collected.agenda import render_agenda
from tawatur.model import Span
from tawatur.model.answers import AgendaItem, Announcement, Later, Outcome, Proof

TEXT = "أعلنت البلدية أن المؤتمر يعقد الخميس ثم أجلته"


def proof(words: str) -> Proof:
    start = TEXT.index(words)
    return Proof(outlet="النهر", day="2021-03-09", span=Span("n", start, start + len(words), words))


def item(**changes: object) -> AgendaItem:
    given = {
        "id": "p1", "type": "CONFERENCE", "name": "مؤتمر", "date": "2021-03-11", "since": "2021-03-11", "until": "2021-03-11",
        "place": "المرفأ", "who": ("البلدية",), "outcome": "moved", "looked_until": "2021-03-20",
        "announced": (Announcement(words=proof("يعقد الخميس"), date="2021-03-11", speaker="البلدية"),),
        "later": (Later(words=proof("أجلته"), status="planned", date="2021-03-18"),),
    }
    return AgendaItem(**{**given, **changes})  # type: ignore[arg-type]


def test_who_announced_it_and_what_became_of_it() -> None:
    shown = render_agenda([item()])
    assert shown.splitlines()[0] == "Thursday 11 March 2021  مؤتمر  المرفأ  moved"
    assert "announced by  البلدية  النهر  2021-03-09  «يعقد الخميس»" in shown
    assert "later  النهر  2021-03-09  «أجلته»" in shown


def test_a_range_and_a_doubt() -> None:
    shown = render_agenda([item(until="2021-03-13", certain=False)])
    assert "11 March 2021 – 13 March 2021" in shown
    assert "moved (perhaps another one)" in shown


@pytest.mark.parametrize("outcome", get_args(Outcome))
@pytest.mark.parametrize("lang", ["en", "ar"])
def test_every_outcome_has_its_words(outcome: str, lang: str) -> None:
    assert render_agenda([item(outcome=outcome)], lang).splitlines()[0].split("المرفأ")[1].strip()
