"""An account: who stands behind a claim, and where in the telling a thing is."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import pytest

from tawatur.model import Event, Outlet, Span


def test_the_outlet_is_known_by_its_id_where_it_has_no_name(workshop):
    assert workshop.build("a", None, workshop.said("فتح الجسر")).outlet == "a"
    assert workshop.build("a", "المرسى", workshop.said("فتح الجسر")).outlet == "المرسى"


def test_the_chain_runs_from_the_innermost_speaker_outwards(workshop):
    account = workshop.build("a", "المرسى", workshop.said("فتح الجسر", "مريم العلي", via="وكالة الضفاف"))
    assert [x.source.name for x in account.chain(account.claims[0])] == ["مريم العلي", "وكالة الضفاف"]


def test_a_ring_of_attributions_ends(workshop):
    account = workshop.build("a", "المرسى", workshop.said("فتح الجسر", "مريم العلي", via="وكالة الضفاف"))
    outer, inner = account.attributions
    ring = replace(account, attributions=(msgspec.structs.replace(outer, parent=inner.id), inner))
    assert [x.id for x in ring.chain(ring.claims[0])] == [inner.id, outer.id]


def test_a_claim_of_the_outlet_has_no_chain(workshop):
    account = workshop.build("a", "المرسى", workshop.said("فتح الجسر"))
    assert account.chain(account.claims[0]) == ()


def test_the_core_of_a_claim_leaves_out_who_tells_it(workshop):
    text = "قالت مريم إن الجسر جاهز"
    account = workshop.build("a", "المرسى", workshop.said(text, "مريم"))
    assert account.core(account.claims[0]) == (0, len(text)), "the content begins with the claim"
    content = Span("a", text.index("الجسر"), len(text), "الجسر جاهز")
    named = replace(account, attributions=(msgspec.structs.replace(account.attributions[0], content=content),))
    assert named.core(named.claims[0]) == (content.start, content.end)


@pytest.mark.parametrize(("start", "end", "inside"), [(0, 9, True), (6, 12, True), (5, 17, False), (8, 16, False), (10, 20, False)])
def test_half_of_a_span_in_a_content_makes_it_the_speakers(workshop, start, end, inside):
    account = workshop.build("a", "المرسى", workshop.said("فتح الجسر", "مريم"), workshop.said("وعبرته السيارات"))
    assert (account.attribution_of(account.span(start, end)) is not None) is inside


def test_the_innermost_of_two_contents_speaks(workshop):
    account = workshop.build("a", "المرسى", workshop.said("نقل المكتب أن الجسر جاهز", "مريم", via="المكتب"))
    outer, inner = account.attributions
    assert outer.content == inner.content
    assert account.attribution_of(account.span(14, 19)) == inner.id
    narrow = msgspec.structs.replace(inner, content=account.span(14, 24))
    both = replace(account, attributions=(narrow, outer))
    assert both.attribution_of(account.span(14, 19)) == inner.id
    assert both.attribution_of(account.span(0, 10)) == outer.id


def test_the_rest_of_a_split_content_counts_too(workshop):
    account = workshop.build("a", "المرسى", workshop.said("الجسر، قالت مريم، جاهز", "مريم"))
    one = msgspec.structs.replace(account.attributions[0], content=account.span(0, 5),
                                  content_more=(account.span(18, 22),))
    assert replace(account, attributions=(one,)).attribution_of(account.span(18, 22)) == one.id


def test_a_blank_between_sentences_belongs_to_the_one_before(workshop):
    account = workshop.build("a", "المرسى", workshop.said("فتح الجسر"), workshop.said("وعبرته السيارات"))
    second = account.sentences[1].start
    assert [account.sentence_of(at) for at in (0, second - 1, second, 999)] == [0, 0, 1, 1]


def test_happenings_of_a_claim_are_those_told_in_it(workshop):
    account = workshop.build("a", "المرسى", workshop.said("فتح الجسر"), workshop.said("وعبرته السيارات"))

    def event(name: str, span: Span) -> Event:
        return Event(id=name, type="x", plover=None, name=name, date=None, place=None, status="held",
                     participants=(), evidence=(span,))

    told = replace(account, events=(event("e1", account.claims[0].span), event("e2", account.claims[1].span)))
    assert [e.id for e in told.happenings(told.claims[1])] == ["e2"]


def test_the_name_of_an_outlet_is_not_its_id(workshop):
    account = workshop.build("a", None, workshop.said("فتح الجسر"))
    named = replace(account, record=msgspec.structs.replace(account.record, outlet=Outlet(name="الضفاف")))
    assert (named.id, named.outlet) == ("a", "الضفاف")
