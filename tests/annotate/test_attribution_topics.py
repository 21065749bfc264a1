"""Topics in front of their sentence."""

from __future__ import annotations

from .saying import carried, read, row


def test_the_topic_speaks_and_goes_on() -> None:
    first, second = read("أما وزارة النقل المحلية، فحثت الشركات العامة على فتح الجسر. وقالت إن العمل يستمر.")
    assert row(first) == ("حثت", "وزارة النقل المحلية", "فتح الجسر")
    assert carried(second) == "وزارة النقل المحلية"


def test_the_topic_is_silent_where_a_subject_follows_the_verb() -> None:
    (one,) = read("أما الوزارة فقال المدير إنها أغلقت.")
    assert row(one)[1] == "المدير"


def test_without_the_particle_nothing_is_a_topic() -> None:
    (one,) = read("وصلت الوزارة فقال المدير إن السوق أغلق.")
    assert row(one)[1] == "المدير"
