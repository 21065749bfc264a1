"""Who somebody is, laid out."""

from __future__ import annotations

import msgspec
import pytest

from tawatur.export.collected.profile import render_who
from tawatur.model import Span
from tawatur.model.answers import (
    Candidate,
    Deed,
    Halt,
    Met,
    NameUse,
    OutletNames,
    Profile,
    Proof,
    Saying,
    Telling,
    Through,
    WhoAnswer,
)

TEXT = "قال الوزير سامر النوري إنه زار المرفأ"


def proof(words: str, outlet: str = "النهر") -> Proof:
    start = TEXT.index(words)
    return Proof(outlet=outlet, day="2021-03-09", span=Span("nahr-1", start, start + len(words), words))


def profile() -> Profile:
    telling = Telling(
        words=proof("زار المرفأ"), cue=proof("قال").span, mode="indirect", modality="held", stance="asserts",
        through=(Through("وكالة السهل", "agency", proof("قال").span), Through("إذاعة النهر", "outlet", proof("قال").span)),
    )
    return Profile(
        name="سامر النوري", type="PER", country=None, external_ids={}, articles=("nahr-1",), first_day="2021-03-09",
        last_day="2021-03-09",
        names=(OutletNames("النهر", (NameUse(form="الوزير سامر النوري", kind="name", count=2, articles=("nahr-1",), example=proof("سامر النوري")),)),),
        deeds=(Deed(type="VISIT", name="زيارة", date="2021-03-09", place="المرفأ", status="held", role="actor", others=("لينا حداد",), evidence=(proof("زار المرفأ"),)),),
        journey=(Halt(place="المرفأ", date=None, status="held", evidence=(proof("المرفأ"),)),),
        sayings=(Saying((telling,)),),
        met=(Met(name="لينا حداد", type="PER", times=2, evidence=(proof("زار"),)),),
    )


def test_everything_stands_with_its_words_and_its_outlet() -> None:
    shown = render_who(WhoAnswer(query="النوري", found="one", profile=profile(), candidates=()))
    assert "النهر  الوزير سامر النوري (2)" in shown
    assert "9 March 2021  زيارة  [held]  المرفأ  لينا حداد" in shown
    assert "النهر  2021-03-09  «زار المرفأ»  through وكالة السهل ← إذاعة النهر" in " ".join(shown.split("\n    "))
    assert "لينا حداد  2 times" in shown


def test_a_deed_that_several_tell_stands_once_in_words_with_the_others_named() -> None:
    told = Deed(type="VISIT", name="زيارة", date="2021-03-09", place="المرفأ", status="held", role="actor", others=(),
                evidence=(proof("زار المرفأ"), proof("زار", "ضفاف"), proof("المرفأ"), proof("إنه زار", "شطآن")))
    one = Profile(**{**{f: getattr(profile(), f) for f in Profile.__struct_fields__}, "deeds": (told,), "journey": (), "met": ()})
    shown = render_who(WhoAnswer(query="النوري", found="one", profile=one, candidates=()))
    assert "«زار المرفأ»\n    also ضفاف and شطآن\n" in shown
    assert "«إنه زار»" not in shown


def test_an_empty_section_has_no_heading() -> None:
    bare = Profile(**{**{f: getattr(profile(), f) for f in Profile.__struct_fields__}, "journey": (), "met": ()})
    shown = render_who(WhoAnswer(query="النوري", found="one", profile=bare, candidates=()))
    assert "Where it went" not in shown
    assert "Whom it met" not in shown
    assert "What it did" in shown


def test_several_are_listed_and_nobody_is_said() -> None:
    candidates = tuple(Candidate(name=n, type="PER", names=(n,), country=None, articles=("a",)) for n in ("سامر النوري", "رنا النوري"))
    shown = render_who(WhoAnswer(query="النوري", found="several", profile=None, candidates=candidates))
    assert "النوري may mean several" in shown
    assert "رنا النوري  person  1 article" in shown
    absent = render_who(WhoAnswer(query="فلان", found="absent", profile=None, candidates=(), searched=12))
    assert absent == "فلان: not in the collection (12 articles looked at)\n"


@pytest.mark.parametrize(("lang", "shown"), [("en", "[denies]"), ("ar", "[ينفي]")])
def test_what_was_denied_is_not_shown_as_said(lang: str, shown: str) -> None:
    one = profile().sayings[0].tellings[0]
    told = msgspec.structs.replace(one, stance="denies")
    denying = msgspec.structs.replace(profile(), sayings=(Saying((told,)),))
    answer = WhoAnswer(query="النوري", found="one", profile=denying, candidates=())
    assert f"{shown}  «زار المرفأ»" in " ".join(render_who(answer, lang=lang).split("\n    "))
    assert shown not in render_who(WhoAnswer(query="النوري", found="one", profile=profile(), candidates=()), lang=lang)
