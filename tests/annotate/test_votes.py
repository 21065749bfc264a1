"""Rules and a trained reader on invented sentences: who prevails, and what the other keeps."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tawatur.annotate.entities import find_mentions
from tawatur.encode import NameSpan
from tawatur.lang.gazetteer import Gazetteer
from tawatur.lang.normalize import view
from tawatur.lang.tokenize import sentences
from tawatur.model import Article, EntityType, FoundMention, Part

Says = tuple[str, EntityType, float]
Vote = Callable[..., list[FoundMention]]


@pytest.fixture
def vote(gazetteer: Gazetteer) -> Vote:
    def run(text: str, *says: Says) -> list[FoundMention]:
        seen = view(text)
        lines = sentences(seen, (Part("body", 0, len(text)),))
        names = [NameSpan(text.index(words), text.index(words) + len(words), kind, score) for words, kind, score in says]
        found = find_mentions(Article(id="x", text=text), seen, lines, gazetteer, sorted(names, key=lambda n: n.start))
        return [m for m in found if m.kind in ("name", "short")]
    return run


def told(found: list[FoundMention]) -> list[tuple[str, str]]:
    return [(m.type, m.text) for m in found]


def test_a_name_that_no_rule_sees_tells_who_found_it_and_how_surely(vote: Vote) -> None:
    found = vote("جلس تموزيان في القاعة صامتا.", ("تموزيان", "PER", 0.93))
    assert [(m.type, m.text, m.rule) for m in found] == [("PER", "تموزيان", "trained 0.93")]


def test_a_name_of_small_score_is_not_added(vote: Vote) -> None:
    assert vote("جلس تموزيان في القاعة صامتا.", ("تموزيان", "PER", 0.4)) == []
    assert vote("تنزه الناس في زرنوقيا مساء.", ("زرنوقيا", "LOC", 0.6)) != []  # a rule sees it too
    assert vote("وصفوا زرنوقيا بالجمال.", ("زرنوقيا", "LOC", 0.6)) == []


def test_where_both_agree_the_rule_is_told(vote: Vote) -> None:
    [found] = vote("وصل الوفد إلى لندن أمس.", ("لندن", "LOC", 0.99))
    assert (found.rule, found.key) == ("list:capital", "geo:london-GB")


def test_ends_are_the_readers(vote: Vote) -> None:
    text = "قال السفير سمير حداد الخازندار إن الطريق سالكة."
    [found] = vote(text, ("سمير حداد الخازندار", "PER", 0.9))
    assert (found.text, found.head) == ("سمير حداد الخازندار", "سفير")


def test_a_weak_rule_alone_is_silent_beside_a_reader(vote: Vote) -> None:
    text = "عمل غير عقلاني في زمن رويدا رويدا. وصل تموزيان."
    assert told(vote(text, ("تموزيان", "PER", 0.9))) == [("PER", "تموزيان")]


def test_a_listed_place_needs_a_surer_reader(vote: Vote) -> None:
    text = "فازت البرتغال بالمباراة."
    assert told(vote(text, ("البرتغال", "ORG", 0.6))) == [("LOC", "البرتغال")]
    assert told(vote(text, ("البرتغال", "ORG", 0.95))) == [("ORG", "البرتغال")]


def test_a_list_is_not_stretched_by_an_unsure_reader(vote: Vote) -> None:
    assert told(vote("زار العراق الموناليزا.", ("العراق الموناليزا", "LOC", 0.52))) == [("LOC", "العراق")]


def test_nobody_is_named_in_what_is_called_after_him(vote: Vote) -> None:
    found = vote("افتتحت جامعة الملك نبيل بن حازم أبوابها.", ("نبيل بن حازم", "PER", 0.97))
    assert told(found) == [("ORG", "جامعة الملك نبيل بن حازم")]


def test_persons_and_places_stay_inside_a_body(vote: Vote) -> None:
    found = vote("أعلن مركز تموزيان الدولي في باريس نتائجه.", ("مركز تموزيان الدولي", "ORG", 0.9), ("باريس", "LOC", 0.99))
    assert ("ORG", "مركز تموزيان الدولي") in told(found)
    assert ("LOC", "باريس") in told(found)


def test_a_family_name_of_one_named_in_full_stays_a_person(vote: Vote) -> None:
    text = "وصل نبيل فالستروم صباحا. ثم غادر فالستروم القاعة."
    at = text.rindex("فالستروم")
    found = vote(text, ("نبيل فالستروم", "PER", 0.9))
    assert told(found) == [("PER", "نبيل فالستروم"), ("PER", "فالستروم")]
    assert found[1].start == at


def test_a_name_seen_once_is_known_again_everywhere(vote: Vote) -> None:
    text = "بدأ العمل في زرنوقيا أمس. زيت زرنوقيا مشهور، ولزرنوقيا سوق."
    found = vote(text, ("زرنوقيا", "LOC", 0.97))
    assert [m.text for m in found] == ["زرنوقيا"] * 3
    assert [m.rule for m in found][1:] == ["trained 0.97 elsewhere"] * 2
    assert len(vote(text, ("زرنوقيا", "LOC", 0.87))) == 1


def test_without_a_reader_the_rules_stand_as_they_are(vote: Vote) -> None:
    assert told(vote("وقال ريان فالستروم إن الطريق سالكة.")) == [("PER", "ريان فالستروم")]
