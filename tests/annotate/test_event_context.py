"""What a happening takes from beyond its own clause, read with all the steps before it."""

from __future__ import annotations

import pytest

from tawatur import api
from tawatur.model import Article, Event

SAID = "قال وزير النقل كريم البدري، اليوم الأربعاء 12 مايو 2021، إن الميناء جاهز."


def events(text: str) -> list[Event]:
    return list(api.annotate([Article(id="a", text=text, published="2021-05-13")]).events)


def test_a_talk_at_which_someone_spoke_has_the_day_of_his_words() -> None:
    report = api.annotate([Article(id="a", published="2021-05-13", text=(
        f"{SAID}\nوأضاف البدري، خلال لقائه بنظيره اللبناني نادر العمري، في منتجع صيدا على البحر المتوسط، "
        "أن بلاده ستزيد الرحلات في يونيو المقبل."))])
    (talk,) = [e for e in report.events if e.type == "meeting"]
    names = {e.id: e.name for e in report.entities}
    assert (talk.date, talk.status) == ("2021-05-12", "held")
    assert {names[p.entity] for p in talk.participants} >= {"كريم البدري", "نادر العمري"}
    assert talk.place is not None
    assert "صيدا" in names[talk.place]


def test_what_was_said_at_a_talk_does_not_date_it() -> None:
    (talk,) = [e for e in events(
        "أكد الوزير كريم البدري، خلال اجتماعه مع نادر العمري، أن المصنع سيفتح في يونيو المقبل.") if e.type == "meeting"]
    assert (talk.date, talk.status) == ("PAST_REF", "held")


@pytest.mark.parametrize("medium", ["لقاء مع صحيفة محلية", "اتصال مع قناة محلية"])
def test_words_to_a_paper_are_no_talk(medium: str) -> None:
    assert events(f"قال الخبير كريم البدري في {medium} إن الأسعار ثابتة.") == []
