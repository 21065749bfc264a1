"""Follow-ups are linked; numbers of a routine series and strangers are not."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import pytest
from msgspec.structs import replace

from tawatur.stories.index import StoryIndex
from tawatur.stories.links import LINK, follows, story_links
from tawatur.stories.portrait import Portrait, portrait
from tawatur.stories.sketch import Sketch

Make = Callable[..., Sketch]
TRIAL = "بدء محاكمة المتهمين بتفجير جسر الواحة"
VERDICT = "السجن المؤبد لثلاثة أدينوا بتفجير جسر الواحة"


def turned(degrees: float) -> np.ndarray:
    angle = np.radians(degrees)
    return np.array([np.cos(angle), np.sin(angle), 0, 0], dtype=np.float32)


@pytest.fixture
def news(sketch: Make) -> Mapping[str, Portrait]:
    """A trial, its verdict two days on, a bulletin and the next one, and a match."""
    rows = (
        ("trial", TRIAL, "2024-05-10", 0), ("verdict", VERDICT, "2024-05-12", 20),
        ("bulletin", "الرصد يسجل حالتين جديدتين للحمى في وادي النخيل", "2024-05-10", 150),
        ("next", "الرصد يسجل ثلاث حالات جديدة للحمى في وادي النخيل", "2024-05-12", 153),
        ("match", "فوز فريق المنارة بكأس السلة", "2024-05-12", 260),
    )
    return {
        name: portrait(name, [sketch(f"o-{name}", title, day=day)], {f"o-{name}": turned(degrees)})
        for name, title, day, degrees in rows
    }


def filled(news: Mapping[str, Portrait], *names: str) -> StoryIndex:
    index = StoryIndex()
    index.put([news[name] for name in names])
    return index


def test_a_verdict_follows_the_trial(news: Mapping[str, Portrait]) -> None:
    links = story_links([news["verdict"]], filled(news, *news))
    assert [(link.earlier, link.kind) for link in links["verdict"]] == [("trial", "follow-up")]
    assert links["verdict"][0].score == follows(news["trial"], news["verdict"]) >= LINK


def test_the_next_bulletin_of_a_series_is_no_follow_up(news: Mapping[str, Portrait]) -> None:
    assert story_links([news["next"]], filled(news, *news)) == {"next": ()}


def test_what_came_in_late_is_linked_from_the_later_story(news: Mapping[str, Portrait]) -> None:
    links = story_links([news["trial"]], filled(news, *news))
    assert links["trial"] == ()
    assert [link.earlier for link in links["verdict"]] == ["trial"]


def test_order_and_company_change_nothing(news: Mapping[str, Portrait]) -> None:
    whole = story_links([*news.values()], filled(news, *news))
    other = story_links([*news.values()][::-1], filled(news, *sorted(news)))
    assert whole == other
    assert story_links([news["verdict"]], filled(news, "verdict", "trial"))["verdict"] == whole["verdict"]


def test_one_day_tells_no_order(news: Mapping[str, Portrait], sketch: Make) -> None:
    same_day = portrait("verdict", [sketch("o-verdict", VERDICT, day="2024-05-10")], {"o-verdict": turned(20)})
    index = filled(news, "trial")
    index.put([same_day])
    assert story_links([same_day], index) == {"verdict": ()}


def test_weeks_later_it_takes_more(news: Mapping[str, Portrait], sketch: Make) -> None:
    late = portrait("late", [sketch("o-late", VERDICT, day="2024-07-12")], {"o-late": turned(20)})
    assert follows(news["trial"], late) < follows(news["trial"], news["verdict"])


def test_what_has_no_day_follows_nothing_and_is_not_followed(news: Mapping[str, Portrait]) -> None:
    trial = replace(news["trial"], first="", last="")
    index = filled({**news, "trial": trial}, *news)
    links = story_links([trial, news["verdict"]], index)
    assert links["trial"] == () == links["verdict"]
