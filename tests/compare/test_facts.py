"""The slots of a claim, and dates held against each other."""

import pytest

from tawatur.compare.facts import facts_of, fits, is_date, like, rarity, tells_the_story


@pytest.mark.parametrize(("one", "other", "want"), [
    ("2020-01", "2020-01-30", True), ("2020-01-30TMO", "2020-01-30", True),
    ("2020-01-29", "2020-01-30", False), ("XXXX-WXX-2", "XXXX-WXX-2", True),
])
def test_a_date_fits_in_another(one, other, want):
    assert fits(one, other) is want


def test_a_date_without_a_year_is_held_against_its_like_only():
    assert is_date("XXXX-01-30")
    assert not is_date("PAST_REF")
    assert like("XXXX-01-30", "XXXX-02-01")
    assert not like("XXXX-01-30", "2020-01-30")
    assert not like("XXXX-WXX-2", "XXXX-01-30")


def test_names_are_no_plain_words(workshop):
    account = workshop.linked(
        workshop.build("a", "أ", workshop.said("افتتح كريم البستاني الجسر")), o=("كريم البستاني", "PER"))
    (facts,) = facts_of(account, {})
    assert facts.actors == facts.entities != frozenset()
    assert len(facts.words) == 2


def test_words_that_are_common_in_the_language_weigh_nothing(workshop):
    account = workshop.build("a", "أ", workshop.said("افتتح الجسر"))
    from tawatur.encode.words import match_stem

    (facts,) = facts_of(account, {match_stem("افتتح"): 0.1})
    assert len(facts.words) == 1


def test_what_few_claims_name_tells_more(workshop):
    s = workshop.said
    account = workshop.build("a", "أ", s("فتح كريم الجسر"), s("زار كريم نادر"))
    linked = workshop.linked(account, k=("كريم", "PER"), n=("نادر", "PER"))
    rare = rarity(facts_of(linked, {}))
    names = {linked.record.text[x.start:x.end]: rare[x.entity] for x in linked.links}
    assert names["نادر"] >= names["كريم"]


def test_titles_do_not_tell_the_story(workshop):
    account = workshop.build("a", "أ", workshop.said("فتح الجسر", slots={"part": "title"}))
    assert not tells_the_story(account.claims[0])


def test_a_caption_tells_of_its_photo_and_is_not_compared(workshop):
    account = workshop.build("a", "النخيل", workshop.said("افتتاح المعرض في العام الماضي", slots={"part": "caption"}))
    assert not tells_the_story(account.claims[0])
