"""`tawatur who`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "Ran"]  # type: ignore[name-defined]  # noqa: F821


def test_names_deeds_journey_and_words(run: Run, press: Path) -> None:
    ran = run("who", "سامر", "الجوهري", "-C", press)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("سامر الجوهري  person")
    assert "وزير المياه الأردني سامر الجوهري" in ran.out
    said = " ".join(ran.out.split("What it said")[1].split())
    assert "المنارة 2026-03-02 «كلفة المحطة تبلغ أربعين مليون دولار» through وكالة السهل للأنباء" in said
    assert "5 March 2026  بغداد  [held]" in ran.out
    assert "18 March 2026  الكويت  [planned]" in ran.out


def test_in_arabic(run: Run, press: Path) -> None:
    shown = run("who", "الجوهري", "-C", press, "--lang", "ar").out
    assert shown.startswith("سامر الجوهري  شخص")
    assert "[وقع]" in shown
    assert not {"held", "planned", "PER", "also"} & set(shown.replace("[", " ").replace("]", " ").split())


def test_json_holds_every_proof(run: Run, press: Path) -> None:
    answer = json.loads(run("who", "الجوهري", "-C", press, "--format", "json").out)
    assert (answer["found"], answer["profile"]["type"]) == ("one", "PER")
    baghdad = [d for d in answer["profile"]["deeds"] if d["date"] == "2026-03-05"]
    assert {d["status"] for d in baghdad} == {"held"}
    assert len({p["span"]["article"] for p in baghdad[0]["evidence"]}) == 5


def test_days(run: Run, press: Path) -> None:
    answer = json.loads(run("who", "الجوهري", "-C", press, "--since", "2026-03-05", "--format", "json").out)
    assert sorted(answer["profile"]["articles"]) == ["difa-40", "sahl-12"]


def test_nobody_of_that_name(run: Run, press: Path, bare: Path) -> None:
    ran = run("who", "زهير", "-C", press)
    assert (ran.code, ran.out) == (0, "زهير: not in the collection (8 articles looked at)\n")
    assert run("who", "زهير", "-C", bare).out == "زهير: not in the collection (0 articles looked at)\n"


@pytest.mark.parametrize("argv", [["", "-C", "{}"], ["{}"], ["الراوي", "-C", "{}", "--until", "x"]])
def test_mistakes(run: Run, press: Path, argv: list[str]) -> None:
    ran = run("who", *(arg.format(press) for arg in argv))
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
