"""How alike claims of different articles are: which pairs are kept, and what is embedded for them."""

from __future__ import annotations

from tawatur.compare.alike import similarities
from tawatur.encode.lexical import LexicalEncoder


class Counting:
    """The lexical encoder, which keeps what it was given."""

    def __init__(self):
        self._encoder, self.given = LexicalEncoder(), []
        self.name = self._encoder.name

    def embed(self, texts):
        self.given.append(list(texts))
        return self._encoder.embed(texts)


BRIDGE, MARKET, RAIN = "افتتح العمال الجسر الجديد فوق الوادي", "اشتعلت النيران في سوق الخضار القديم", "هطلت أمطار غزيرة على الساحل"


def test_the_same_fact_is_more_alike_than_another_and_strangers_are_not_kept(workshop):
    s = workshop.said
    one = workshop.build("a", "النخيل", s(BRIDGE), s(MARKET))
    other = workshop.build("b", "المرسى", s(BRIDGE), s(RAIN))
    found = similarities([one, other], Counting(), {})
    assert found["a/c1", "b/c1"] > 0.9
    # What is left out weighs nothing in the alignment.
    assert all(0.1 <= value <= 1 for value in found.values())
    assert ("a/c2", "b/c1") not in found or found["a/c2", "b/c1"] < 0.5


def test_claims_of_one_article_are_not_held_against_each_other(workshop):
    s = workshop.said
    one, other = workshop.build("a", "النخيل", s(BRIDGE), s(BRIDGE)), workshop.build("b", "المرسى", s(BRIDGE))
    found = similarities([one, other], Counting(), {})
    assert set(found) == {("a/c1", "b/c1"), ("a/c2", "b/c1")}


def test_every_text_is_embedded_once_in_one_call_whoever_prints_it(workshop):
    s = workshop.said
    accounts = [workshop.build(id, id, s(BRIDGE), s(own)) for id, own in (("a", MARKET), ("b", RAIN), ("c", MARKET))]
    encoder = Counting()
    similarities(accounts, encoder, {})
    assert [sorted(given) for given in encoder.given] == [sorted([BRIDGE, MARKET, RAIN])]


def test_words_that_attribute_a_claim_are_not_compared(workshop):
    s = workshop.said
    one, other = workshop.build("a", "النخيل", s(BRIDGE)), workshop.build("b", "المرسى", s(BRIDGE))
    claim = one.claims[0]
    core = (claim.span.start + len("افتتح "), claim.span.end)

    class Cut:
        """An account whose claim begins a word later."""

        record, claims, id = one.record, one.claims, one.id

        def core(self, _):
            return core

    encoder = Counting()
    similarities([Cut(), other], encoder, {})
    assert encoder.given == [[BRIDGE.removeprefix("افتتح "), BRIDGE]]


def test_titles_and_captions_are_not_embedded(workshop):
    s = workshop.said
    one = workshop.build("a", "النخيل", s(MARKET, slots={"part": "title"}), s(BRIDGE))
    other = workshop.build("b", "المرسى", s(BRIDGE), s(RAIN, slots={"part": "caption"}))
    encoder = Counting()
    assert set(similarities([one, other], encoder, {})) == {("a/c2", "b/c1")}
    assert encoder.given == [[BRIDGE]]


def test_articles_without_a_claim_cost_nothing(workshop):
    encoder = Counting()
    assert similarities([workshop.build("a", "النخيل"), workshop.build("b", "المرسى")], encoder, {}) == {}
    assert encoder.given == []
