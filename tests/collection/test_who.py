"""One person, body or place over articles that were annotated alone."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations

import pytest

from tawatur.collection.joined import entity_key, join
from tawatur.collection.who import query_key, search_names, who, who_has
from tawatur.lang.resources import Resources
from tawatur.model import Article, Comparison
from tawatur.model.answers import WhoAnswer

from .workshop import article, read

FULL = article("a", "الصباح", "2026-11-01", (
    "التقى الرئيس كريم البستاني أمس الوزير سامر العتيبي في عمان. وقال البستاني إن الطريق الساحلي سيفتح قبل الشتاء المقبل."))
TITLED = article("b", "المساء", "2026-11-02", (
    "نقلت وكالة رويترز عن كريم البستاني قوله إن الطريق الساحلي سيفتح قبل الشتاء المقبل. وزار البستاني القاهرة اليوم."))
OTHER = article("c", "النهار الجديد", "2026-11-03", "قالت نادية البستاني إن المدرسة الجديدة ستفتح أبوابها الأحد. ووصلت نادية البستاني إلى بيروت.")
NOBODY = article("d", "النهار الجديد", "2026-11-03", "وصلت سفينة محملة بالقمح إلى ميناء العقبة صباح اليوم.")


@pytest.fixture
def ask(resources: Resources) -> Callable[..., WhoAnswer]:
    def answer(name: str, *articles: Article) -> WhoAnswer:
        return who(name, read(resources, *(articles or (FULL, TITLED, OTHER, NOBODY))), resources.gazetteer)

    return answer


def test_a_full_name_is_one_person_with_every_name_by_outlet(ask: Callable[..., WhoAnswer]) -> None:
    answer = ask("كريم البستاني")
    assert (answer.found, answer.searched) == ("one", 4)
    assert answer.profile is not None
    assert answer.profile.articles == ("a", "b")
    assert (answer.profile.first_day, answer.profile.last_day) == ("2026-11-01", "2026-11-02")
    names = {o.outlet: {u.form: u.count for u in o.uses} for o in answer.profile.names}
    assert names["الصباح"] == {"الرئيس كريم البستاني": 1, "البستاني": 1}
    assert names["المساء"] == {"كريم البستاني": 1, "البستاني": 1}
    example = answer.profile.names[0].uses[0].example
    assert FULL.text[example.span.start:example.span.end] == example.span.text


@pytest.mark.parametrize("typed", ["الرئيس كريم البستاني", "كريم بستاني", "  كَريم   البستاني ", "السيد كريم البستانى"])
def test_names_as_people_type_them(typed: str, ask: Callable[..., WhoAnswer]) -> None:
    answer = ask(typed)
    assert answer.found == "one"
    assert answer.profile is not None
    assert answer.profile.name == "كريم البستاني"


def test_a_family_name_that_fits_two_lists_them(ask: Callable[..., WhoAnswer]) -> None:
    answer = ask("البستاني")
    assert (answer.found, answer.profile) == ("several", None)
    assert [(c.name, c.articles) for c in answer.candidates] == [("كريم البستاني", ("a", "b")), ("نادية البستاني", ("c",))]


def test_a_family_name_that_fits_one_is_that_one(ask: Callable[..., WhoAnswer]) -> None:
    assert ask("البستاني", FULL, TITLED).found == "one"


def test_who_is_not_there(ask: Callable[..., WhoAnswer]) -> None:
    answer = ask("نبيل الحداد")
    assert (answer.found, answer.candidates, answer.searched) == ("absent", (), 4)
    assert ask("").found == "absent"


def test_what_was_said_and_through_whom_it_came(ask: Callable[..., WhoAnswer]) -> None:
    profile = ask("كريم البستاني").profile
    assert profile is not None
    told = [[(t.words.outlet, tuple(x.name for x in t.through)) for t in s.tellings] for s in profile.sayings]
    assert [("الصباح", ()), ("المساء", ("رويترز",))] in told or [("الصباح", ()), ("المساء", ("وكالة رويترز",))] in told
    for saying in profile.sayings:
        for t in saying.tellings:
            text = {"a": FULL, "b": TITLED}[t.words.span.article].text
            assert text[t.words.span.start:t.words.span.end] == t.words.span.text


def test_what_was_done_and_who_was_met(ask: Callable[..., WhoAnswer]) -> None:
    profile = ask("كريم البستاني").profile
    assert profile is not None
    assert ("meeting", "2026-10-31", "عمان", "held") in [(d.type, d.date, d.place, d.status) for d in profile.deeds]
    assert [(m.name, m.times) for m in profile.met] == [("سامر العتيبي", 1)]
    assert [h.place for h in profile.journey] == ["عمان", "القاهرة"]


def test_one_meeting_that_two_articles_tell_is_one(ask: Callable[..., WhoAnswer]) -> None:
    again = article("e", "المساء", "2026-11-01", "اجتمع كريم البستاني أمس بالوزير سامر العتيبي في عمان.")
    profile = ask("كريم البستاني", FULL, again).profile
    assert profile is not None
    meetings = [d for d in profile.deeds if d.type == "meeting"]
    assert len(meetings) == 1
    assert {p.outlet for p in meetings[0].evidence} == {"الصباح", "المساء"}
    assert [(m.name, m.times) for m in profile.met] == [("سامر العتيبي", 1)]


def test_what_was_announced_and_is_told_as_held_was_held(ask: Callable[..., WhoAnswer]) -> None:
    plans = [article(f"p{n}", "المساء", "2026-10-29", "سيلتقي كريم البستاني الوزير سامر العتيبي في عمان يوم السبت 31 تشرين الأول.") for n in (1, 2)]
    before = ask("كريم البستاني", *plans).profile
    after = ask("كريم البستاني", *plans, FULL).profile
    assert before is not None
    assert after is not None
    assert ([d.status for d in before.deeds], before.met) == (["planned"], ())
    assert [d.status for d in after.deeds if d.type == "meeting"] == ["held"]
    assert [(m.name, m.times) for m in after.met] == [("سامر العتيبي", 1)]


def test_friendly_and_hostile_names_stand_side_by_side(ask: Callable[..., WhoAnswer]) -> None:
    one = article("e", "الصباح", "2026-11-01", "أعلن تنظيم داعش مسؤوليته عن الهجوم.")
    two = article("f", "المساء", "2026-11-01", "أعلن تنظيم الدولة الإسلامية مسؤوليته عن الهجوم.")
    for name in ("داعش", "تنظيم الدولة الإسلامية"):
        profile = ask(name, one, two).profile
        assert profile is not None
        assert len({u.form for o in profile.names for u in o.uses}) == 2
        assert profile.articles == ("e", "f")


@pytest.mark.parametrize("typed", ["JO", "jo", "Jordan", "الأردن", "الاردن", "أردن"])
def test_places_by_code_and_english_name(typed: str, resources: Resources) -> None:
    assert query_key(typed, resources.gazetteer) == "geo:JO"


def test_a_place_tells_what_happened_there(ask: Callable[..., WhoAnswer]) -> None:
    profile = ask("عمان").profile
    assert profile is not None
    assert [(d.type, d.role) for d in profile.deeds] == [("meeting", "place")]


def test_names_to_search_by(resources: Resources) -> None:
    assert search_names("الرئيس كريم البستاني", resources.gazetteer) == ("كريم البستاني",)
    assert {"سوريا", "سوريه"} <= set(search_names("SY", resources.gazetteer))


def test_the_order_of_articles_changes_nothing(resources: Resources) -> None:
    readings = read(resources, FULL, TITLED, OTHER)
    assert len({repr(who("كريم البستاني", list(some), resources.gazetteer)) for some in permutations(readings)}) == 1


def test_ministries_of_two_states_stay_apart(resources: Resources) -> None:
    readings: list[Comparison] = read(
        resources, article("e", "الصباح", "2026-11-01", "أعلنت وزارة الصحة في الأردن فتح مستشفى. وقال سكان في الأردن إن المستشفى كبير."),
        article("f", "المساء", "2026-11-01", "أعلنت وزارة الصحة في لبنان فتح مستشفى. وقال سكان في لبنان إن المستشفى كبير."))
    ministries = [j for j in join(readings, resources.gazetteer) if j.type == "ORG"]
    assert len(ministries) == 2


def test_keys_are_the_same_in_all_articles(resources: Resources) -> None:
    readings = read(resources, article("e", "الصباح", None, "وصل الوفد إلى سوريا أمس."), article("f", "المساء", None, "غادر الوفد سورية اليوم."))
    keys = [[entity_key(e, resources.gazetteer) for e in r.entities if e.type == "LOC"] for r in readings]
    assert keys == [["geo:SY"], ["geo:SY"]]


ROUNDS = (
    article("r1", "الصباح", "2026-11-01", "اختتمت أمس في عمان الجولة الثانية من المباحثات بين وزير النقل كريم البستاني والوزير سامر العتيبي."),
    article("r2", "المساء", "2026-11-02", "تعقد في القاهرة يوم 20 تشرين الثاني 2026 الجولة الثالثة من المباحثات بين وزير النقل كريم البستاني والوزير سامر العتيبي."),
)


def test_a_series_tells_its_last_and_its_next(ask: Callable[..., WhoAnswer]) -> None:
    profile = ask("كريم البستاني", *ROUNDS).profile
    assert profile is not None
    process = next(p for p in profile.processes if len(p.turns) == 2)
    assert [t.number for t in process.turns] == [2, 3]
    assert process.last is not None
    assert (process.last.number, process.last.status) == (2, "held")
    assert process.next is not None
    assert (process.next.number, process.next.date) == (3, "2026-11-20")
    for turn in process.turns:
        for p in turn.evidence:
            text = {a.id: a.text for a in ROUNDS}[p.span.article]
            assert text[p.span.start:p.span.end] == p.span.text


def test_by_its_key_it_is_the_same_one(ask: Callable[..., WhoAnswer], resources: Resources) -> None:
    found = ask("كريم البستاني")
    assert found.profile is not None
    again = who_has(found.profile.key, found.profile.name, read(resources, FULL, TITLED, OTHER, NOBODY), resources.gazetteer)
    assert again.profile == found.profile
    assert [c.name for c in again.others] == ["نادية البستاني"] or again.others == ()
    assert who_has("PER:nobody", "نبيل", read(resources, FULL), resources.gazetteer).found == "absent"


def test_keys_of_places_and_others_stand_beside_their_names(ask: Callable[..., WhoAnswer]) -> None:
    profile = ask("كريم البستاني").profile
    assert profile is not None
    meeting = next(d for d in profile.deeds if d.type == "meeting")
    assert meeting.place_key == "geo:amman-JO"
    assert meeting.other_keys == ("PER:سامر عتيبي",)
    assert profile.met[0].key == "PER:سامر عتيبي"


def test_rounds_of_other_talks_are_another_series(ask: Callable[..., WhoAnswer]) -> None:
    other = article(
        "r3", "المساء", "2026-11-03", "اختتمت أمس في تونس الجولة الثانية من المباحثات بين وزير النقل كريم البستاني ووزيرة المياه نادية الحداد.")
    profile = ask("كريم البستاني", *ROUNDS, other).profile
    assert profile is not None
    told = {tuple((t.number, t.place) for t in p.turns): p for p in profile.processes}
    assert set(told) == {((2, "عمان"), (3, "القاهرة")), ((2, "تونس"),)}
    assert told[(2, "تونس"),].next is None


def test_a_round_whose_day_went_by_is_not_the_next(ask: Callable[..., WhoAnswer]) -> None:
    later = article("r4", "الصباح", "2026-12-01", "قال وزير النقل كريم البستاني إن الطريق الساحلي سيفتح قبل الشتاء المقبل.")
    profile = ask("كريم البستاني", *ROUNDS, later).profile
    assert profile is not None
    (process,) = (p for p in profile.processes if len(p.turns) == 2)
    assert process.last is not None
    assert (process.last.number, process.next) == (2, None)


def test_a_denial_is_no_telling_of_what_another_asserts(ask: Callable[..., WhoAnswer]) -> None:
    told = article("e", "الصباح", "2026-11-01", "قال الوزير سامر العتيبي إن الشركة أغلقت الجسر القديم أمام السيارات. وقال العتيبي إن العمل مستمر.")
    denied = article("f", "المساء", "2026-11-02", "نفى الوزير سامر العتيبي أن تكون الشركة أغلقت الجسر القديم أمام السيارات. وقال العتيبي إن العمل مستمر.")
    profile = ask("سامر العتيبي", told, denied).profile
    assert profile is not None
    assert all(len({t.stance for t in s.tellings}) == 1 for s in profile.sayings)
    assert {t.stance for s in profile.sayings for t in s.tellings} == {"asserts", "denies"}


def test_who_denies_what_a_paper_told_is_heard(ask: Callable[..., WhoAnswer]) -> None:
    one = article("e", "الصباح", "2026-11-01", (
        "ذكرت صحيفة «المرفأ» أن الشركة ستغلق الجسر القديم أمام السيارات، وهو ما نفاه الوزير سامر العتيبي. وقال العتيبي إن العمل مستمر."))
    profile = ask("سامر العتيبي", one).profile
    assert profile is not None
    denied = [t for s in profile.sayings for t in s.tellings if t.stance == "denies"]
    assert [t.words.span.text for t in denied] == ["الشركة ستغلق الجسر القديم أمام السيارات"]
