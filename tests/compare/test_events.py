"""Events of several articles: joined where they are one, never across days; journeys from them."""

from __future__ import annotations

from msgspec.structs import replace

from tawatur.compare.events import find_itineraries, merge_events
from tawatur.model import Entity, Event, Mention, Participant, Series, Span, Victim


def entity(name: str, kind: str) -> Entity:
    return Entity(id=name, type=kind, name=name, mentions=(Mention("a", 0, len(name), name),))  # type: ignore[arg-type]


ENTITIES = {
    e.id: e for e in (
        entity("فريد", "PER"), entity("سالم", "PER"), entity("ديرين", "LOC"), entity("ساحلة", "LOC"),
        entity("برقان", "LOC"),
    )
}


def event(
    article: str, *, date: str | None = "2021-05-02", place: str | None = "ديرين", kind: str = "meeting",
    people: tuple[tuple[str, str], ...] = (("فريد", "actor"),), name: str = "اجتماع الوزراء",
    status: str = "held", at: int = 0,
) -> Event:
    return Event(
        id=f"{article}/e{at}", type=kind, plover="CONSULT", name=name, date=date, place=place,
        status=status, participants=tuple(Participant(*p) for p in people),  # type: ignore[arg-type]
        evidence=(Span(article, at, at + 4, "كلام"),),
    )


def test_one_event_in_two_articles_is_joined_with_all_its_evidence() -> None:
    (joined,) = merge_events([[event("a")], [event("b", people=(("سالم", "actor"),))]], ENTITIES)
    assert joined.id == "ev1"
    assert [s.article for s in joined.evidence] == ["a", "b"]
    assert {p.entity for p in joined.participants} == {"فريد", "سالم"}


def test_two_days_are_never_one_event() -> None:
    assert len(merge_events([[event("a")], [event("b", date="2021-05-03")]], ENTITIES)) == 2


def test_two_places_are_never_one_event() -> None:
    assert len(merge_events([[event("a")], [event("b", place="ساحلة")]], ENTITIES)) == 2


def test_a_chain_does_not_join_two_days_through_an_undated_telling() -> None:
    found = merge_events(
        [[event("a")], [event("b", date=None)], [event("c", date="2021-05-03")]], ENTITIES)
    assert sorted(e.date or "" for e in found) == ["2021-05-02", "2021-05-03"]


def test_a_town_and_its_country_do_not_speak_against_each_other() -> None:
    town = Entity(id="ساحلة", type="LOC", name="ساحلة", country="ZZ", mentions=(Mention("a", 0, 5, "ساحلة"),))
    state = Entity(id="برقان", type="LOC", name="برقان", country="ZZ", external_ids={"iso3166": "ZZ"},
                   mentions=(Mention("a", 0, 5, "برقان"),))
    known = {**ENTITIES, "ساحلة": town, "برقان": state}
    (joined,) = merge_events([[event("a", place="برقان")], [event("b", place="ساحلة")]], known)
    assert joined.place == "ساحلة"


def test_days_without_a_year_are_compared_too() -> None:
    found = merge_events([[event("a", date="XXXX-05-28")], [event("b", date="XXXX-06-05")]], ENTITIES)
    assert len(found) == 2


def test_a_vague_day_takes_the_known_one() -> None:
    (joined,) = merge_events([[event("a", date="PAST_REF")], [event("b")]], ENTITIES)
    assert joined.date == "2021-05-02"


def test_the_same_kind_alone_is_not_enough() -> None:
    a = event("a", date=None, place=None, name="لقاء قصير")
    b = event("b", date=None, place=None, people=(("سالم", "actor"),), name="جلسة طويلة")
    assert len(merge_events([[a], [b]], ENTITIES)) == 2


def test_another_kind_is_another_event() -> None:
    assert len(merge_events([[event("a")], [event("b", kind="strike")]], ENTITIES)) == 2


def test_two_events_of_one_article_stay_two() -> None:
    assert len(merge_events([[event("a"), event("a", at=9)], [event("b")]], ENTITIES)) == 2


def test_the_order_of_articles_changes_only_the_order() -> None:
    a, b, c = [event("a")], [event("b", date="PAST_REF")], [event("c", kind="strike")]
    one = {frozenset(s.article for s in e.evidence) for e in merge_events([a, b, c], ENTITIES)}
    two = {frozenset(s.article for s in e.evidence) for e in merge_events([c, b, a], ENTITIES)}
    assert one == two == {frozenset({"a", "b"}), frozenset({"c"})}


def test_no_event_of_nothing() -> None:
    assert merge_events([], ENTITIES) == ()
    assert merge_events([[], []], ENTITIES) == ()


def test_a_journey_runs_in_order_of_time() -> None:
    events = [
        event("a", date="2021-05-09", place="ساحلة", status="planned"),
        event("a", date="PAST_REF", place="برقان"), event("a"),
    ]
    (journey,) = find_itineraries(events, ENTITIES)
    assert journey.person == "فريد"
    assert [(s.place, s.date) for s in journey.stops] == [
        ("برقان", "PAST_REF"), ("ديرين", "2021-05-02"), ("ساحلة", "2021-05-09")]


def test_an_undated_stop_goes_into_the_dated_one_of_its_place() -> None:
    events = [event("a"), event("b", date=None, kind="travel", at=5), event("a", place="ساحلة", date="2021-05-03")]
    (journey,) = find_itineraries(events, ENTITIES)
    assert [s.place for s in journey.stops] == ["ديرين", "ساحلة"]
    assert len(journey.stops[0].evidence) == 2


def test_one_place_is_no_journey_and_hosts_do_not_travel() -> None:
    assert find_itineraries([event("a"), event("a", date="2021-05-03")], ENTITIES) == ()
    guest = (("سالم", "recipient"),)
    assert find_itineraries([event("a", people=guest), event("a", place="ساحلة", people=guest)], ENTITIES) == ()


def test_what_did_not_happen_is_no_stop() -> None:
    assert find_itineraries([event("a"), event("a", place="ساحلة", status="denied")], ENTITIES) == ()


def test_days_in_one_place_are_one_stop_until_it_is_left() -> None:
    events = [
        event("a"), event("b", date="2021-05-03", at=5), event("a", place="ساحلة", date="2021-05-04"),
        event("a", date="2021-05-06", at=9),
    ]
    (journey,) = find_itineraries(events, ENTITIES)
    assert [(s.place, s.date) for s in journey.stops] == [
        ("ديرين", "2021-05-02"), ("ساحلة", "2021-05-04"), ("ديرين", "2021-05-06")]
    assert [s.article for s in journey.stops[0].evidence] == ["a", "b"]


def victim(article: str, number: float, kind: str = "killed") -> Victim:
    return Victim(kind=kind, number=number, span=Span(article, 0, 4, "كلام"))  # type: ignore[arg-type]


def harm(article: str, kind: str, number: float, **more: object) -> Event:
    made = event(article, kind=kind, name="هجوم كبير", people=(), **more)  # type: ignore[arg-type]
    return replace(made, plover="ASSAULT", victims=(victim(article, number),))


def test_the_harm_and_what_did_it_are_one_with_both_counts() -> None:
    (joined,) = merge_events([[harm("a", "killing", 7)], [harm("b", "bombing", 9)]], ENTITIES)
    assert joined.type == "bombing"
    assert [(v.number, v.span.article) for v in joined.victims] == [(7, "a"), (9, "b")]


def test_other_dead_without_day_or_place_are_of_another_event() -> None:
    found = merge_events(
        [[harm("a", "bombing", 7, date=None)], [harm("b", "bombing", 9, place=None)]], ENTITIES)
    assert len(found) == 2


def test_the_third_round_is_not_the_fourth() -> None:
    span = Span("a", 0, 4, "كلام")
    third, fourth = (replace(event(a), series=Series(name=span, number=n)) for a, n in (("a", 3), ("b", 4)))
    assert len(merge_events([[third], [fourth]], ENTITIES)) == 2


def test_a_series_leads_to_the_joined_events() -> None:
    span = Span("b", 0, 4, "كلام")
    now = replace(event("b", at=1), series=Series(name=span, previous="b/e2"))
    before = event("b", date="2021-01-01", place="برقان", at=2)
    found = merge_events([[event("a")], [now, before]], ENTITIES)
    assert [e.series.previous if e.series else None for e in found] == ["ev2", None]
