"""Origins: one mouth, two mouths, and doubt, which goes into the upper bound only."""

import re

from tawatur.compare.align import Group, Pair
from tawatur.compare.origins import origins_of
from tawatur.compare.roots import Known, root
from tawatur.compare.runs import runs
from tawatur.lang.names import NameParts


def known(*entities, beside=None):
    return Known({e.id: e for e in entities}, {"تونسي": "TN", "مغربي": "MA"}, re.compile("وزير|ديوان|بلديه"), beside or {},
                 parts=NameParts(forward=frozenset({"عبد"})))


def pair(x, y, shared=0.0):
    return Pair(x.claims[0], y.claims[0], 0.9, shared, 0.9)


def verdict(shop, left, right, shared=0.0, entities=()):
    one, other = shop.build("a", "النخيل", left), shop.build("b", "المرسى", right)
    group = Group((one.claims[0], other.claims[0]), (pair(one, other, shared),))
    return origins_of(group, {"a": one, "b": other}, known(*entities), {})


def numbers(v):
    return v.count.certain, v.count.at_most


def test_two_accounts_that_name_one_source_have_one_origin(workshop):
    s = workshop.said
    v = verdict(workshop, s("الجسر جاهز", "سليم البحري"), s("اكتمل الجسر", "سليم البحري"),
                entities=[workshop.person("سليم البحري")])
    assert numbers(v) == (1, 1)
    assert v.code == "one_source"
    assert v.origins[0].how == "stated"


def test_words_that_one_attributes_and_the_other_prints_go_back_to_the_source(workshop):
    s = workshop.said
    v = verdict(workshop, s("الجسر جاهز", "سليم البحري"), s("الجسر جاهز"), shared=1.0,
                entities=[workshop.person("سليم البحري")])
    assert numbers(v) == (1, 1)
    assert v.code == "shared_text"
    assert v.origins[0].how == "shared text"
    assert set(v.origins[0].claims) == {"a/c1", "b/c1"}


def test_own_words_without_a_source_raise_the_upper_bound_only(workshop):
    s = workshop.said
    v = verdict(workshop, s("الجسر جاهز", "سليم البحري"), s("انتهى العمل في الجسر"),
                entities=[workshop.person("سليم البحري")])
    assert numbers(v) == (1, 2)
    assert v.code == "unattributed"


def test_two_named_speakers_with_nothing_in_common_are_two(workshop):
    s = workshop.said
    v = verdict(workshop, s("الجسر جاهز", "سليم البحري"), s("الجسر جاهز فعلا", "مريم العلي"),
                entities=[workshop.person("سليم البحري"), workshop.person("مريم العلي")])
    assert numbers(v) == (2, 2)
    assert v.code == "two_stated"


def test_two_bodies_of_one_state_are_not_certainly_two(workshop):
    s = workshop.said
    bodies = [workshop.person("ديوان المياه", "TN", "ORG"), workshop.person("بلدية الساحل", "TN", "ORG")]
    v = verdict(workshop, s("السد ممتلئ", "ديوان المياه", "organization"),
                s("امتلأ السد", "بلدية الساحل", "organization"), entities=bodies)
    assert numbers(v) == (1, 2)
    assert v.code == "linked_bodies"


def test_two_papers_may_have_one_mouth_behind_them(workshop):
    s = workshop.said
    v = verdict(workshop, s("السد ممتلئ", "الشروق الجديد", "outlet"), s("امتلأ السد", "الغد", "outlet"))
    assert v.count.certain == 1


def test_two_sets_of_unnamed_sources_raise_the_upper_bound_only(workshop):
    s = workshop.said
    v = verdict(workshop, s("السد ممتلئ", "مصادر فنية", "anonymous"),
                s("امتلأ السد", "مسؤول محلي", "anonymous"))
    assert numbers(v) == (1, 2)
    assert v.code == "unnamed"


def test_an_unnamed_source_that_spoke_to_this_outlet_is_a_second_one(workshop):
    s = workshop.said
    v = verdict(workshop, s("السد ممتلئ", "مصادر فنية أجنبية", "anonymous", told_here=True),
                s("امتلأ السد", "مريم العلي"), entities=[workshop.person("مريم العلي")])
    assert numbers(v) == (2, 2)


def test_an_unnamed_source_without_that_may_be_the_named_one(workshop):
    s = workshop.said
    v = verdict(workshop, s("السد ممتلئ", "سكان وشهود", "anonymous"), s("امتلأ السد", "مريم العلي"),
                entities=[workshop.person("مريم العلي")])
    assert numbers(v) == (1, 2)


def test_two_officials_are_two_only_where_their_states_differ(workshop):
    s = workshop.said
    one, other = "وزير تونسي سليم", "وزير مغربي كريم"
    people = [workshop.person(one), workshop.person(other)]
    assert verdict(workshop, s("السد ممتلئ", one), s("امتلأ", other), entities=people).count.certain == 2
    other = "وزير كريم"
    people = [workshop.person(one), workshop.person(other)]
    assert verdict(workshop, s("السد ممتلئ", one), s("امتلأ", other), entities=people).count.certain == 1


def test_an_unnamed_source_through_an_agency_is_not_first_hand(workshop):
    s = workshop.said
    v = verdict(workshop, s("السد ممتلئ", "مصدر فني أجنبي", "anonymous", via="رصد"),
                s("امتلأ السد", "مريم العلي"), entities=[workshop.person("مريم العلي")])
    assert v.count.certain == 1


def test_the_root_is_the_innermost_source_through_the_agency(workshop):
    s = workshop.said
    account = workshop.build("a", "النخيل", s("السد ممتلئ", "سليم البحري", via="رصد"))
    found = root(account, account.claims[0], known(workshop.person("سليم البحري")))
    assert (found.name, found.through) == ("سليم البحري", ("e:رصد",))
    assert found.chain == ("a/a1.0", "a/a1.1")


def test_the_outlet_that_the_other_quotes_is_its_own_origin(workshop):
    s = workshop.said
    v = verdict(workshop, s("السد ممتلئ"), s("امتلأ السد", "النخيل", "outlet"),
                entities=[workshop.person("النخيل", type="ORG")])
    assert numbers(v) == (1, 1)


def test_one_text_in_two_outlets_without_a_source_is_one_origin(workshop):
    s = workshop.said
    v = verdict(workshop, s("السد ممتلئ"), s("السد ممتلئ"), shared=1.0)
    assert numbers(v) == (1, 1)
    assert v.code == "same_words"


def test_a_run_of_shared_sentences_carries_its_source_over(workshop):
    s = workshop.said
    one = workshop.build("a", "النخيل", s("الأول", "سليم البحري"), s("الثاني"))
    other = workshop.build("b", "المرسى", s("الأول"), s("الثاني"))
    groups = [
        Group((one.claims[i], other.claims[i]),
              (Pair(one.claims[i], other.claims[i], 0.9, 1.0, 1.2),)) for i in (0, 1)
    ]
    accounts = {"a": one, "b": other}
    who = known(workshop.person("سليم البحري"))
    borrowed = runs(groups, accounts, who)
    assert borrowed[1]["a"].name == "سليم البحري"
    v = origins_of(groups[1], accounts, who, borrowed[1])
    assert numbers(v) == (1, 1)
    assert v.origins[0].name == "سليم البحري"
    assert v.code == "shared_run"


def test_one_text_under_two_names_is_not_certainly_two(workshop):
    s = workshop.said
    v = verdict(workshop, s("الجسر جاهز تماما", "سليم البحري"), s("الجسر جاهز تماما", "مريم العلي"), shared=1.0,
                entities=[workshop.person("سليم البحري"), workshop.person("مريم العلي")])
    assert numbers(v) == (1, 2)


def test_a_person_and_the_body_that_it_speaks_for_are_not_two(workshop):
    s = workshop.said
    one = workshop.build("a", "النخيل", s("السد ممتلئ", "سليم البحري"))
    other = workshop.build("b", "المرسى", s("امتلأ السد", "مرصد الأنهار", "organization"))
    group = Group((one.claims[0], other.claims[0]), (pair(one, other),))
    people = [workshop.person("سليم البحري"), workshop.person("مرصد الأنهار", type="ORG")]
    accounts = {"a": one, "b": other}
    assert origins_of(group, accounts, known(*people), {}).count.certain == 2
    near = {"e:سليم البحري": frozenset({"e:مرصد الأنهار"})}
    assert origins_of(group, accounts, known(*people, beside=near), {}).count.certain == 1


def test_a_family_name_alone_is_nobody_in_particular(workshop):
    s = workshop.said
    v = verdict(workshop, s("السد ممتلئ", "عبد الكريم"), s("امتلأ السد", "مريم العلي"),
                entities=[workshop.person("عبد الكريم"), workshop.person("مريم العلي")])
    assert numbers(v) == (1, 2)


def test_unnamed_sources_of_the_same_words_are_one(workshop):
    s = workshop.said
    def told():
        return s("الجسر جاهز", "مصدر", kind="anonymous")
    assert numbers(verdict(workshop, told(), told(), shared=1.0)) == (1, 1)
    assert numbers(verdict(workshop, told(), told())) == (1, 2)
    v = verdict(workshop, told(), s("الجسر جاهز", "سليم البحري"), shared=1.0,
                entities=[workshop.person("سليم البحري")])
    assert numbers(v) == (1, 1)
    assert v.origins[0].name == "سليم البحري"


def test_forty_speakers_are_counted_in_a_moment(workshop):
    """Every set of them would be 2 to the power of 40."""
    names = [f"{first} {last}" for first in ("سليم", "مريم", "كريم", "هدى", "ماجد", "رنا", "بشار", "سعاد") for last in ("البحري", "العلي", "الحداد", "النجار", "الصباغ")]
    said = [workshop.said("الجسر جاهز", name) for name in names]
    accounts = [workshop.build(f"a{n:02}", f"صحيفة {n}", words) for n, words in enumerate(said)]
    people = [workshop.person(name) for name in names]
    claims = tuple(a.claims[0] for a in accounts)

    def count(shared):
        pairs = tuple(pair(x, y, shared) for i, x in enumerate(accounts) for y in accounts[i + 1:])
        return numbers(origins_of(Group(claims, pairs), {a.id: a for a in accounts}, known(*people), {}))

    # Whoever bears one name may belong together: of eight first and five last names no more than five pairs have none in common.
    assert count(0.0) == (5, 40)
    # One text under forty names: somebody has the names wrong.
    assert count(1.0) == (1, 40)
