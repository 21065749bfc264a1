"""Events of one article: kind, day, place, people, status, and what goes back to one told before."""

from __future__ import annotations

import pytest

from tawatur.annotate.claims import find_claims
from tawatur.annotate.clause_words import sentence_words
from tawatur.annotate.event_triggers import find_triggers
from tawatur.annotate.events import find_events
from tawatur.lang.frames import Frames, load_frames
from tawatur.lang.normalize import view
from tawatur.lang.tables import folder
from tawatur.lang.tokenize import sentences
from tawatur.model import Article, Event, Link, Part, Sentence, TimeExpression

PEOPLE = {"فريد": "PER", "سالم": "PER", "نادية": "PER", "الاتحاد": "ORG", "الرابطة": "ORG", "القوات": "ORG"}
PLACES = ("ديرين", "ساحلة", "برقان")
DAYS = {"أمس": "2021-05-02", "غدا": "2021-05-04", "يوم 9 أيار": "2021-05-09", "مؤخرا": "PAST_REF"}
TODAY = "2021-05-03"


@pytest.fixture(scope="module")
def frames() -> Frames:
    return load_frames(folder())


def read(text: str, frames: Frames, title: str = "") -> tuple[Event, ...]:
    """Events of a text in which the names and days above stand for what other steps find."""
    whole = f"{title}\n{text}" if title else text
    article, seen = Article(id="a", text=whole), view(whole)
    parts = [Part("title", 0, len(title))] if title else []
    parts.append(Part("body", len(whole) - len(text), len(whole)))
    links, times = [], []
    for name, kind in [*PEOPLE.items(), *((p, "LOC") for p in PLACES)]:
        at = whole.find(name)
        while at >= 0:
            links.append(Link(at, at + len(name), name, kind, "name"))  # type: ignore[arg-type]
            at = whole.find(name, at + 1)
    for word, value in DAYS.items():
        at = whole.find(word)
        while at >= 0:
            times.append(TimeExpression(
                id=f"a/t{at}", article="a", start=at, end=at + len(word), text=word, type="DATE", value=value))
            at = whole.find(word, at + 1)
    links.sort(key=lambda k: k.start)
    times.sort(key=lambda t: t.start)
    lines = sentences(seen, parts)
    claims = find_claims(article, seen, lines, (), links, times, (), frames, TODAY)
    found = find_events(article, seen, lines, claims, (), links, times, {}, frames, TODAY)
    for event in found:
        assert event.evidence
        assert all(s.text == whole[s.start:s.end] for s in event.evidence)
    return found


def test_a_meeting_with_day_place_and_people(frames: Frames) -> None:
    (event,) = read("عقد فريد أمس اجتماعا مع سالم في ديرين.", frames)
    assert (event.type, event.plover, event.status) == ("meeting", "CONSULT", "held")
    assert (event.date, event.place) == ("2021-05-02", "ديرين")
    assert [(p.entity, p.role) for p in event.participants] == [("فريد", "actor"), ("سالم", "recipient")]
    assert event.trigger is not None
    assert event.trigger.text == "اجتماعا"


@pytest.mark.parametrize(("text", "kind", "status", "date", "place"), [
    ("سيزور فريد ديرين غدا.", "visit", "planned", "2021-05-04", "ديرين"),
    ("غادر فريد إلى ساحلة أمس.", "travel", "held", "2021-05-02", "ساحلة"),
    ("قد يعقد فريد لقاء مع سالم في برقان.", "meeting", "possible", None, "برقان"),
    ("لم يعقد فريد اجتماعا مع سالم.", "meeting", "denied", None, None),
    ("ألغى فريد زيارته إلى ديرين.", "visit", "denied", None, "ديرين"), ("أعلن فريد إلغاء زيارته إلى ديرين.", "visit", "denied", None, "ديرين"),
    ("ناقش فريد إلغاء الرسوم خلال زيارته إلى ديرين.", "visit", "held", "PAST_REF", "ديرين"),
    ("قصفت القوات مواقع قرب برقان أمس.", "strike", "held", "2021-05-02", "برقان"),
    ("انسحبت القوات من برقان.", "withdrawal", "held", "PAST_REF", "برقان"),
    ("تظاهر المئات في ساحلة.", "protest", "held", "PAST_REF", "ساحلة"),
    ("اعتقلت القوات رجلين في ساحلة أمس.", "arrest", "held", "2021-05-02", "ساحلة"),
    ("اتهم فريد الاتحاد بالتقصير.", "accusation", "held", "PAST_REF", None),
    ("فكت القوات الحصار عن برقان.", "siege_lifted", "held", "PAST_REF", "برقان"),
    ("تدور اشتباكات عنيفة قرب برقان.", "battle", "held", None, "برقان"),
])
def test_kinds_status_day_and_place(
    frames: Frames, text: str, kind: str, status: str, date: str | None, place: str | None,
) -> None:
    event = read(text, frames)[0]
    assert (event.type, event.status, event.date, event.place) == (kind, status, date, place)


def test_the_meeting_told_again_is_the_same_event(frames: Frames) -> None:
    text = "عقد فريد أمس اجتماعا مع سالم في ديرين. وشارك في الاجتماع وفد من الرابطة. وحضر الاجتماع الاتحاد."
    (event,) = read(text, frames)
    assert len(event.evidence) == 3
    assert {p.entity for p in event.participants} == {"فريد", "سالم", "الرابطة", "الاتحاد"}


def test_the_title_and_the_body_tell_one_event(frames: Frames) -> None:
    (event,) = read("عقد فريد أمس اجتماعا مع سالم في ديرين.", frames, title="ديرين تستضيف اجتماعا هاما")
    assert (event.place, event.date) == ("ديرين", "2021-05-02")
    assert event.name.startswith("اجتماعا")


def test_two_days_are_two_events(frames: Frames) -> None:
    text = "عقد فريد أمس اجتماعا مع سالم في ديرين. ويعقد فريد غدا اجتماعا مع سالم في ديرين."
    assert [e.date for e in read(text, frames)] == ["2021-05-02", "2021-05-04"]


def test_another_meeting_is_not_the_one_told_of(frames: Frames) -> None:
    text = "عقد فريد غدا اجتماعا مع سالم في ديرين. وكان الاجتماع الأخير قد عقد أمس في ساحلة."
    assert [e.place for e in read(text, frames)] == ["ديرين", "ساحلة"]


def test_a_journey_has_a_leg_for_each_place(frames: Frames) -> None:
    found = read("غادر فريد إلى ديرين وساحلة.", frames)
    assert [e.place for e in found] == ["ديرين", "ساحلة"]
    assert all(e.participants[0].entity == "فريد" for e in found)


def test_a_day_after_another_clause_is_not_taken(frames: Frames) -> None:
    (event,) = [e for e in read("غادر فريد إلى ديرين على أن تنتهي مهمته يوم 9 أيار.", frames) if e.place == "ديرين"]
    assert event.place == "ديرين"


@pytest.mark.parametrize("text", [
    "المعركة ضد الفقر طويلة.", "وصل عدد الكتب إلى كثير.", "هدد البرد المحاصيل.",
    "فيصل سياسي معروف.", "استعادة الملفات سهلة.", "",
])
def test_figures_of_speech_are_no_events(frames: Frames, text: str) -> None:
    assert read(text, frames) == ()


def test_every_frame_example_has_its_trigger(frames: Frames) -> None:
    for frame in frames.events.frames:
        text = frame.example
        words = sentence_words(view(text), Sentence(0, len(text), "body", 0), (), (), (), frames)
        types = [t.frame.type for t in find_triggers(words, 0, len(words), frames)]
        assert frame.type in types, (frame.type, text, types)


def test_same_text_same_events(frames: Frames) -> None:
    text = "عقد فريد أمس اجتماعا مع سالم في ديرين. قصفت القوات مواقع قرب برقان."
    assert read(text, frames) == read(text, frames)


def test_forces_that_meet_forces_hold_no_talks(frames: Frames) -> None:
    (event,) = read("التقت القوات عناصر حامية الجسر في برقان.", frames)
    assert (event.type, event.plover) == ("linkup", "COOPERATE")


@pytest.mark.parametrize(("text", "kind", "date", "place"), [
    ("افتتح فريد معرضا في برقان أمس.", "opening", "2021-05-02", "برقان"),
    ("تصادم قطاران في برقان أمس.", "disaster", "2021-05-02", "برقان"),
    ("سقطت طائرة شراعية على ديرين أمس.", "disaster", "2021-05-02", "ديرين"),
    ("حكمت محكمة في ساحلة أمس بسجن رجلين.", "trial", "2021-05-02", "ساحلة"),
    ("بدأت هدنة في ساحلة أمس.", "ceasefire", "2021-05-02", "ساحلة"),
    ("أجلت القوات سكان ديرين أمس.", "evacuation", "2021-05-02", None),
    ("تنحى فريد عن منصبه أمس.", "appointment", "2021-05-02", None),
    ("انتقد فريد الاتحاد أمس.", "criticism", "2021-05-02", None),
    ("بعث فريد رسالة إلى سالم أمس.", "message", "2021-05-02", None),
    ("ارتفعت أسعار القمح أمس.", "market", "2021-05-02", None),
    ("فاز الاتحاد على الرابطة في برقان أمس.", "match", "2021-05-02", "برقان"),
    ("أقر الاتحاد القانون الجديد أمس.", "decision", "2021-05-02", None),
])
def test_kinds_of_daily_news(
    frames: Frames, text: str, kind: str, date: str, place: str | None,
) -> None:
    (event,) = read(text, frames)
    assert (event.type, event.date, event.place) == (kind, date, place)


def test_harm_and_its_cause_had_one_place_and_day(frames: Frames) -> None:
    (event,) = read("انفجر مستودع في ديرين أمس ما أدى إلى مقتل عاملين.", frames)
    assert (event.type, event.date, event.place) == ("bombing", "2021-05-02", "ديرين")
    assert [s.text for s in event.triggers] == ["انفجر", "مقتل"]


def test_a_described_talk_is_told_not_gone_back_to(frames: Frames) -> None:
    (event,) = read("تعليقا على المكالمة الهاتفية التي جرت بين فريد وسالم أمس، ضحك الناس.", frames)
    assert event.type == "call"
    assert {p.entity for p in event.participants} == {"فريد", "سالم"}
    assert read("ضحك الناس بعد الاتصال الهاتفي.", frames) == ()


def test_a_state_of_things_is_an_event_with_a_date_only(frames: Frames) -> None:
    (event,) = read("زار سالم ساحلة. والقرية تسيطر عليها القوات منذ يوم 9 أيار.", frames)[1:]
    assert (event.type, event.date) == ("capture", "2021-05-09")
    assert len(read("زار سالم ساحلة. والقرية تسيطر عليها القوات.", frames)) == 1


def test_carrying_out_a_deal_does_not_date_it(frames: Frames) -> None:
    (event,) = read("وقع الاتحاد اتفاقا مع الرابطة. وبدأ تنفيذ الاتفاق أمس.", frames)
    assert (event.type, event.date) == ("agreement", "PAST_REF")
    assert len(event.evidence) == 2


def test_a_trial_does_not_date_what_it_is_about(frames: Frames) -> None:
    trial, harm = read("بدأت أمس محاكمة المتهمين بتفجير مستودع في ديرين.", frames)
    assert (trial.type, trial.date) == ("trial", "2021-05-02")
    assert (harm.type, harm.date, harm.place) == ("bombing", "PAST_REF", "ديرين")


def test_one_happening_under_two_words_is_one(frames: Frames) -> None:
    assert [e.type for e in read("ندد فريد بحادث التفجير في ديرين أمس.", frames)] == ["bombing"]
    assert read("احتل الاتحاد المركز الثاني.", frames) == ()


@pytest.mark.parametrize(("text", "kind", "place"), [
    ("لقي تسعة بحارة مصرعهم أمس وأصيب ثلاثة آخرون في حريق في ميناء ديرين.", "disaster", "ديرين"),
    ("لقي اثنا عشر راكبا على الأقل حتفهم أمس في برقان.", "deaths", "برقان"),
    ("راح ضحيته خمسة صيادين في ساحلة أمس.", "deaths", "ساحلة"),
    ("قضوا غرقا قرب ساحلة أمس.", "deaths", "ساحلة"),
    ("أودى إهمال الحراس بحياة ثلاثة عمال في ديرين أمس.", "deaths", "ديرين"),
])
def test_idioms_of_death(frames: Frames, text: str, kind: str, place: str) -> None:
    (event,) = read(text, frames)
    assert (event.type, event.date, event.place, event.status) == (kind, "2021-05-02", place, "held")


def test_the_clause_it_hangs_on_lends_its_day_not_the_next_one(frames: Frames) -> None:
    _, done, coming = read(
        "نفذ الاتفاق أمس، حيث تم إجلاء أربعين عاملا من ديرين إلى ساحلة، وخلال نهار غدا سيتم إجلاء الباقين.", frames)
    assert (done.date, done.place, done.status) == ("2021-05-02", "ديرين", "held")
    assert (coming.date, coming.status) == ("2021-05-04", "planned")


def test_an_aside_parts_no_happening_from_its_place_and_day(frames: Frames) -> None:
    (event,) = read("قتل عاملان خلال هجوم - يعتقد أنه بالخطأ - على قرية ديرين في محافظة برقان أمس.", frames)
    assert (event.type, event.date, event.place) == ("attack", "2021-05-02", "ديرين")


@pytest.mark.parametrize("text", [
    "يتنافس فريد وسالم للسيطرة على النادي.", "تعهد فريد بالعمل دون إدانة سالم.", "سيتصدى فريد لمحاولات الغش.",
    "بذل سالم جهدا بهدف السيطرة على النادي.",
])
def test_what_is_aimed_at_or_hindered_is_no_event(frames: Frames, text: str) -> None:
    assert read(text, frames) == ()


@pytest.mark.parametrize("text", [
    "وقع انفجار في بلدة ديرين شمال ساحلة أمس.", "وقع انفجار شمال ساحلة في بلدة ديرين أمس.",
])
def test_where_it_was_goes_before_what_it_was_near(frames: Frames, text: str) -> None:
    (event,) = read(text, frames)
    assert event.place == "ديرين"


def test_what_is_besieged_stands_before_the_relative_clause(frames: Frames) -> None:
    (event,) = read("انتشر الحراس في قريتي ديرين وبرقان اللتين حاصرتهما القوات أمس.", frames)
    assert (event.type, event.date, event.place) == ("siege", "2021-05-02", "ديرين")


def test_the_beginning_of_a_happening_is_told_not_background(frames: Frames) -> None:
    (event,) = read("أعلن فريد أمس بدء إجلاء سكان من ديرين.", frames)
    assert (event.type, event.date, event.place) == ("evacuation", "2021-05-02", "ديرين")


def test_states_joined_by_and_act_together(frames: Frames) -> None:
    (event,) = read("ديرين وساحلة وبرقان اتفقت على حفر قناة.", frames)
    assert [p.entity for p in event.participants] == ["ديرين", "ساحلة", "برقان"]


def test_where_one_travels_takes_no_part(frames: Frames) -> None:
    _, meeting = read("سيزور فريد ديرين غدا للقاء سالم.", frames)
    assert {p.entity for p in meeting.participants} == {"فريد", "سالم"}


def test_what_is_allowed_aimed_at_or_worked_for_has_not_happened(frames: Frames) -> None:
    for text in (
        "رفض الاتحاد السماح للقوات بشن هجوم في ديرين.", "أعد فريد خطة تمهيدا لاستهداف القوات في ديرين.",
        "تتواصل الجهود لبدء محادثات بين فريد وسالم في ديرين.",
    ):
        assert not [e for e in read(text, frames) if e.type in ("attack", "strike", "meeting")], text


def test_a_pledged_attack_and_a_new_round_are_still_to_come(frames: Frames) -> None:
    (attack,) = read("تعهد التنظيم بشن هجمات في ديرين.", frames)
    assert attack.status == "planned"
    talks = read("أغلقت الطرق أمس قبل بدء جولة جديدة من المحادثات بين الاتحاد والرابطة.", frames)
    assert [e.status for e in talks if e.type == "meeting"] == ["planned"]


def test_persons_are_arrested_and_goods_are_seized(frames: Frames) -> None:
    (arrest,) = read("تم في ديرين ضبط فريد.", frames)
    assert (arrest.type, [p.entity for p in arrest.participants]) == ("arrest", ["فريد"])
    (found,) = read("عثرت القوات في ديرين على أسلحة وذخائر.", frames)
    assert (found.type, found.place, [p.entity for p in found.participants]) == ("seizure", "ديرين", ["القوات"])


def test_the_two_are_those_who_spoke_before(frames: Frames) -> None:
    events = read("بحث فريد مع سالم هاتفيا أمس العلاقات. واتفق الجانبان على فتح الطريق.", frames)
    agreed = next(e for e in events if e.type == "agreement")
    assert {p.entity for p in agreed.participants} == {"فريد", "سالم"}


def test_a_place_is_opened_and_told_of_again(frames: Frames) -> None:
    (opening,) = read("من المتوقع فتح معبر ديرين أمام المسافرين غدا. وطلب السكان فتح المعبر.", frames)
    assert (opening.type, opening.status, opening.place, opening.date) == ("opening", "planned", "ديرين", "2021-05-04")


def test_an_owner_a_border_and_a_topic_are_neither_party_nor_place(frames: Frames) -> None:
    (attack,) = read("وقع هجوم في ديرين قرب مستودع تابع للرابطة أمس.", frames)
    assert attack.participants == ()
    agreed = read("وقع الاتحاد اتفاقا أمس يتعلق بديرين.", frames)
    assert [e.place for e in agreed] == [None]


@pytest.mark.parametrize("talks", ["محادثات الهدنة", "الجولة الثالثة من محادثات الهدنة", "الجولة الثالثة من مفاوضات وقف إطلاق النار"])
def test_what_talks_are_about_is_no_happening_and_takes_no_day(talks: str, frames: Frames) -> None:
    """A truce nobody announced stood on the day of the talks, and the talks on the day of the telling."""
    (event,) = read(f"{talks} ستبدأ غدا في ديرين.", frames)
    assert (event.type, event.date, event.status) == ("meeting", "2021-05-04", "planned")


def test_a_truce_that_talks_brought_is_one(frames: Frames) -> None:
    found = read("اتفق الطرفان خلال محادثات في ديرين على وقف إطلاق النار أمس.", frames)
    assert "ceasefire" in {e.type for e in found}
