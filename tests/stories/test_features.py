"""The measures by which two articles are held against each other."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from tawatur.encode.words import match_stem
from tawatur.stories.features import NAMES, SPEAKS_FOR, measure, side
from tawatur.stories.sketch import Happening, Name, Sketch

Make = Callable[..., Sketch]
FORM = "بعث الملك برقية تهنئة بمناسبة ذكرى الاستقلال متمنيا الصحة والسعادة والتقدم والازدهار"


def values(a: Sketch, b: Sketch, meaning: float = 0.5) -> dict[str, float]:
    return dict(zip(NAMES, measure(side(a), side(b), meaning), strict=True))


@pytest.fixture(scope="module")
def cable(sketch: Make) -> Callable[..., Sketch]:
    """A congratulation to one country, of one day."""

    def of(name: str, country: str, **more: object) -> Sketch:
        place = Name("LOC", country, (match_stem(country),), 2, True)
        return replace(sketch(name, f"تهنئة {country}", f"{FORM} {country}", names=(place,)), **more)

    return of


def test_what_may_speak_for_and_what_against() -> None:
    assert {"meaning", "names", "figures"} <= SPEAKS_FOR
    assert not SPEAKS_FOR & {"days apart", "other places", "same form, other day"}


def test_an_article_is_like_itself(cable: Make) -> None:
    found = values(cable("a-1", "مالي"), cable("b-1", "مالي"), 1.0)
    assert found["words"] == found["lead words"] == found["title words"] == found["names"] == 1.0
    assert not any(found[n] for n in NAMES if n not in SPEAKS_FOR)


def test_one_form_to_another_country(cable: Make) -> None:
    other = values(cable("a-1", "مالي"), cable("b-1", "غامبيا"))
    assert other["other places"] == 1.0
    assert other["same form, other names"] > 0.3
    assert values(cable("a-1", "مالي"), cable("b-1", "مالي"))["same form, other names"] == 0.0


def test_one_form_of_another_day(cable: Make) -> None:
    monday = cable("a-1", "مالي", days=("2024-05-13",), lead_days=1)
    tuesday = cable("b-1", "مالي", days=("2024-05-14",), lead_days=1)
    assert values(monday, tuesday)["other day told"] == 1.0
    assert values(monday, tuesday)["same form, other day"] > 0.5
    # A copy of the same text is no new edition, whatever day its page says.
    prints = b"".join(n.to_bytes(4, "little") for n in range(1, 60))
    assert values(replace(monday, prints=prints), replace(tuesday, prints=prints))["same form, other day"] == 0.0


def test_a_week_apart_is_a_weekday_read_amiss(cable: Make) -> None:
    one, other = (cable(n, "مالي", days=(d,), lead_days=1) for n, d in (("a-1", "2024-05-13"), ("b-1", "2024-05-20")))
    assert values(one, other)["other day told"] == 0.0


def test_days_behind_the_lead_do_not_count(cable: Make) -> None:
    one = cable("a-1", "مالي", days=("2024-05-13", "2024-05-11"), lead_days=1)
    other = cable("b-1", "مالي", days=("2024-05-12",), lead_days=0)
    assert values(one, other)["other day told"] == 0.0


@pytest.mark.parametrize(("day", "apart"), [("2024-05-14", 0.0), ("2024-05-15", 0.0), ("2024-05-16", 1.0), (None, 0.14)])
def test_newspapers_come_out_a_day_later(cable: Make, day: str | None, apart: float) -> None:
    assert values(cable("a-1", "مالي"), cable("b-1", "مالي", day=day))["days apart"] == apart


def test_a_copy_may_come_late(cable: Make) -> None:
    prints = b"".join(n.to_bytes(4, "little") for n in range(1, 60))
    one, late = (cable(n, "مالي", day=d, prints=prints) for n, d in (("a-1", "2024-05-14"), ("b-1", "2024-05-18")))
    assert values(one, late)["days apart"] == 0.0
    assert values(one, replace(late, day=None))["days apart"] == 0.0


def test_figures_tell_by_their_length(cable: Make) -> None:
    def shared(*both: tuple[float, str]) -> float:
        return values(cable("a-1", "مالي", numbers=both), cable("b-1", "مالي", numbers=both))["figures"]

    assert shared((8807.24, "نقط")) > shared((41.0, "متهم")) > shared((5.0, "يوم")) > 0
    assert shared((2015.0, "")) == 0.0, "a year is no figure"
    assert shared((2.0, "يوم")) == 0.0


def test_long_figures_are_rounded_and_short_ones_go_by_what_they_count(cable: Make) -> None:
    def shared(one: tuple[float, str], other: tuple[float, str]) -> float:
        return values(cable("a-1", "مالي", numbers=(one,)), cable("b-1", "مالي", numbers=(other,)))["figures"]

    assert shared((8807.24, "نقط"), (8807.0, "")) > 0
    assert shared((25.0, "قتيل"), (25.0, "كيلومتر")) == 0.0
    assert shared((25.0, "قتيل"), (12.0, "قتيل")) == 0.0


def test_other_figures_in_the_leads(sketch: Make) -> None:
    one, other = sketch("a-1", "خبر", "ارتفع المؤشر 114 نقطة"), sketch("b-1", "خبر", "ارتفع المؤشر 327 نقطة")
    assert values(one, other)["other figures in the lead"] > 0.6
    assert values(one, one)["other figures in the lead"] == 0.0
    assert values(one, sketch("c-1", "خبر", "ارتفع المؤشر"))["other figures in the lead"] == 0.0


def test_kinds_of_event_of_the_leads(cable: Make) -> None:
    def of(name: str, *happenings: Happening) -> Sketch:
        return cable(name, "مالي", happenings=happenings)

    fire, match = (Happening(k, None, None, "held", True) for k in ("fire", "match"))
    assert values(of("a-1", fire), of("b-1", fire, match))["kinds of event"] == 1.0
    assert values(of("a-1", fire), of("b-1", match))["kinds of event"] == 0.0
    assert values(of("a-1", fire), of("b-1", replace(fire, lead=False)))["kinds of event"] == 0.0


def test_the_order_of_the_two_changes_nothing(cable: Make, sketch: Make) -> None:
    one = cable("a-1", "مالي", days=("2024-05-13",), lead_days=1, numbers=((25.0, "قتيل"), (310.0, "")))
    other = sketch("b-1", "حريق في سوق الخضار", "اندلع حريق كبير في سوق الخضار وسط مالي وأصيب 25 شخصا")
    assert measure(side(one), side(other), 0.3) == measure(side(other), side(one), 0.3)


def test_nothing_known_is_no_error(sketch: Make) -> None:
    empty = replace(sketch("a-1", ""), day=None)
    assert set(values(empty, empty, 0.0).values()) <= {0.0, 0.14, 0.5}
