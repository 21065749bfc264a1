"""One thing, one id, whatever the articles call it; two things never share one."""

from __future__ import annotations

import pytest

from tawatur.annotate.entities import find_mentions
from tawatur.annotate.linking import Linking, link
from tawatur.lang.gazetteer import Gazetteer, load_gazetteer
from tawatur.lang.normalize import view
from tawatur.lang.tables import folder
from tawatur.lang.tokenize import sentences
from tawatur.model import Article, FoundMention, Part


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer(folder())


def linked(gazetteer: Gazetteer, *texts: str, backwards: bool = False) -> Linking:
    found: dict[str, tuple[FoundMention, ...]] = {}
    numbered = list(enumerate(texts))
    for i, text in reversed(numbered) if backwards else numbered:
        article = Article(id=f"a{i}", text=text)
        seen = view(text)
        found[article.id] = find_mentions(
            article, seen, sentences(seen, (Part("body", 0, len(text)),)), gazetteer
        )
    return link(found, gazetteer)


def ids(linking: Linking, text: str) -> set[str]:
    return {e.id for e in linking.entities for m in e.mentions if m.text == text}


@pytest.mark.parametrize(("one", "other", "a", "b"), [
    ("وصل الوفد إلى سوريا.", "غادر الوفد سورية.", "سوريا", "سورية"),
    ("زار الوفد بريطانيا.", "غادر الوفد المملكة المتحدة.", "بريطانيا", "المملكة المتحدة"),
    ("قال السفير بير فالستروم إنه باق.", "قال السفير بير فالسترم إنه باق.", "بير فالستروم", "بير فالسترم"),
    ("هاجم تنظيم داعش القرية.", "هاجم تنظيم \"الدولة الإسلامية\" القرية.", "تنظيم داعش", "الدولة الإسلامية"),
    ("قالت وزارة الخارجية الأميركية ذلك.", "نفت الخارجية الأمريكية ذلك.", "وزارة الخارجية الأميركية", "الخارجية الأمريكية"),
    ("ذكرت صحيفة «الضفاف» ذلك.", "نفت صحيفة \"الضفاف\" ذلك. وعادت الضفاف.", "الضفاف", "الضفاف"),
    ("قررت المحكمة الكويتية الكلية الإفراج. هذا في الكويت.", "قررت المحكمة الكلية الإفراج. هذا في الكويت.",
     "المحكمة الكويتية الكلية", "المحكمة الكلية"),
    ("وصل وفد إلى بلدة كفر زيتونا.", "وصل وفد إلى بلدة كفرزيتونة.", "كفر زيتونا", "كفرزيتونة"),
    ("قالت منظمة إنقاذ الطفولة ذلك.", "نفت منظمة انقاذ الطفوله ذلك.", "منظمة إنقاذ الطفولة", "منظمة انقاذ الطفوله"),
    ("قال الزعيم ماجد تولن ذلك. وهي منظمة تولن.", "قال الزعيم ماجد تولن ذلك. وهي شبكة تولن.", "منظمة تولن", "شبكة تولن"),
    ("وصل السفير رينالد ترسب صباحا.", "وصل السفير رينالد ترساب صباحا.", "رينالد ترسب", "رينالد ترساب"),
    ("وصل الهلال الأحمر إلى دمشق.", "قال الهلال الأحمر السوري ذلك.", "الهلال الأحمر", "الهلال الأحمر السوري"),
    ("قالت وكالة أنباء إنترفاكس الروسية ذلك.", "قالت إنترفاكس ذلك.", "وكالة أنباء إنترفاكس الروسية", "إنترفاكس"),
    ("شن التحالف الذي تقوده واشنطن غارات.", "شن التحالف الدولي غارات.", "التحالف", "التحالف الدولي"),
    ("وصل كريم البستاني.", "وصل كريم بن ماجد البستاني.", "كريم البستاني", "كريم بن ماجد البستاني"),
])
def test_spellings_meet(gazetteer: Gazetteer, one: str, other: str, a: str, b: str) -> None:
    result = linked(gazetteer, one, other)
    assert ids(result, a)
    assert ids(result, a) == ids(result, b)


@pytest.mark.parametrize(("text", "a", "b"), [
    ("وصل كريم البستاني ثم وصل نبيل البستاني.", "كريم البستاني", "نبيل البستاني"),
    ("قالت وزارة الدفاع التشادية ذلك ونفت وزارة الدفاع الكينية ذلك.", "وزارة الدفاع التشادية", "وزارة الدفاع الكينية"),
    ("اجتمع حزب النهر مع اتحاد النهر.", "حزب النهر", "اتحاد النهر"),
    ("غادر الوفد كوريا الشمالية إلى كوريا الجنوبية.", "كوريا الشمالية", "كوريا الجنوبية"),
    ("عبر الوفد ريف حلب إلى حلب.", "ريف حلب", "حلب"),
])
def test_neighbours_stay_apart(gazetteer: Gazetteer, text: str, a: str, b: str) -> None:
    result = linked(gazetteer, text)
    assert len(ids(result, a)) == 1 == len(ids(result, b)) or b == "حلب"
    assert ids(result, a).isdisjoint(ids(result, b))


def test_a_body_of_another_nation_is_not_taken_for_the_listed_one(gazetteer: Gazetteer) -> None:
    result = linked(gazetteer, "وصل الهلال الأحمر إلى تونس.", "نفى الهلال الأحمر السوري ذلك.")
    assert ids(result, "الهلال الأحمر").isdisjoint(ids(result, "الهلال الأحمر السوري"))


def test_family_name_goes_to_the_last_named(gazetteer: Gazetteer) -> None:
    result = linked(gazetteer, "وصل كريم البستاني. وقال البستاني إنه باق. ثم وصل نبيل البستاني. وقال البستاني إنه عائد.")
    owner = {m.start: e.name for e in result.entities for m in e.mentions if m.text == "البستاني"}
    assert [owner[s] for s in sorted(owner)] == ["كريم البستاني", "نبيل البستاني"]


def test_descriptions_go_to_what_they_fit(gazetteer: Gazetteer) -> None:
    result = linked(gazetteer, "ذكرت صحيفة «الضفاف» أن قناة «المرسى» أغلقت. وأضافت الصحيفة أن السبب مجهول.")
    assert ids(result, "الصحيفة") == ids(result, "الضفاف")


def test_a_description_without_its_thing_is_left_out(gazetteer: Gazetteer) -> None:
    assert not ids(linked(gazetteer, "وأضافت الصحيفة أن السبب مجهول."), "الصحيفة")


def test_a_name_in_brackets_is_the_same_body(gazetteer: Gazetteer) -> None:
    result = linked(gazetteer, "أعلنت حركة التضامن الزراعي (تزام) موقفها. ونشرت وكالة «تزام» الخبر.")
    assert ids(result, "حركة التضامن الزراعي")


def test_the_order_of_articles_does_not_matter(gazetteer: Gazetteer) -> None:
    texts = ("قال كريم البستاني إن سوريا بعيدة.", "زار البستاني سورية مع حركة حماس.", "قالت حماس إنها باقية.")
    assert linked(gazetteer, *texts) == linked(gazetteer, *texts, backwards=True)


def test_states_carry_their_codes(gazetteer: Gazetteer) -> None:
    entity = next(e for e in linked(gazetteer, "وصل الوفد إلى الدنمارك.").entities if e.type == "LOC")
    assert (entity.country, entity.external_ids["iso3166"]) == ("DK", "DK")


def test_links_are_sorted_and_every_link_has_its_entity(gazetteer: Gazetteer) -> None:
    result = linked(gazetteer, "قال السفير كريم البستاني إن الأمم المتحدة في لندن.")
    known = {e.id for e in result.entities}
    for found in result.links.values():
        assert [x.start for x in found] == sorted(x.start for x in found)
        assert {x.entity for x in found} <= known


def test_a_melted_article_is_restored_in_the_name(gazetteer: Gazetteer) -> None:
    entity, = linked(gazetteer, "وصل المبعوث التابع للأمم المتحدة.").entities
    assert (entity.name, entity.mentions[0].text) == ("الأمم المتحدة", "لأمم المتحدة")


def test_a_country_is_not_supplied_from_elsewhere(gazetteer: Gazetteer) -> None:
    result = linked(gazetteer, "قررت المحكمة التونسية الكلية ذلك في تونس.", "قررت المحكمة الكلية ذلك في عمّان بالأردن.")
    assert ids(result, "المحكمة التونسية الكلية").isdisjoint(ids(result, "المحكمة الكلية"))


def test_given_names_link_only_to_one_bearer(gazetteer: Gazetteer) -> None:
    one = linked(gazetteer, "وصل مايكل براون. ثم غادر مايكل.")
    assert ids(one, "مايكل") == ids(one, "مايكل براون")
    two = linked(gazetteer, "وصل مايكل براون ومعه مايكل سميث. ثم غادر مايكل.")
    assert ids(two, "مايكل").isdisjoint(ids(two, "مايكل براون") | ids(two, "مايكل سميث"))


def test_another_kind_of_body_is_not_the_one_before(gazetteer: Gazetteer) -> None:
    text = "قالت منظمة إنقاذ الطفولة ذلك. ونفت المنظمة العالمية الأمر. وعادت المنظمة."
    result = linked(gazetteer, text)
    assert [m.start for e in result.entities for m in e.mentions if m.text == "المنظمة"] == [text.rindex("المنظمة")]


@pytest.mark.parametrize(("text", "a", "b"), [
    ("بثت قناة إم تي زد الحفل. وأغلقت قناة \"MTZ\" أبوابها.", "إم تي زد", "MTZ"),
    ("اجتمعت الحكومة الاتحادية للبرازيل. ووافقت الحكومة البرازيلية.", "الحكومة الاتحادية", "الحكومة البرازيلية"),
    ("ظهرت حركة جديدة تطلق على نفسها اسم \"البرهان\". وهاجم مسلحو (البرهان) القرية.", "البرهان", "البرهان"),
    ("أعلنت حركة النهوض هدنة. وشن الجيش هجوما ضد النهوض.", "حركة النهوض", "النهوض"),
    ("وصل الوفد إلى ولاية فارنون. وغادر ولاية فرنون.", "ولاية فارنون", "ولاية فرنون"),
    ("اجتمع المجلس الأعلى البرازيلي المنتخب. وعاد المجلس الأعلى إلى مقره.", "المجلس الأعلى البرازيلي المنتخب", "المجلس الأعلى"),
])
def test_one_body_or_place_in_an_article(gazetteer: Gazetteer, text: str, a: str, b: str) -> None:
    linking = linked(gazetteer, text)
    assert ids(linking, a)
    assert ids(linking, a) == ids(linking, b)


@pytest.mark.parametrize(("text", "a", "b"), [
    ("اجتمعت الحكومة الاتحادية للبرازيل. ووافقت الحكومة التشادية.", "الحكومة الاتحادية", "الحكومة التشادية"),
    ("وصل الوفد إلى بلدة حسينار. وغادر بلدة حسنار.", "حسينار", "حسنار"),
])
def test_two_of_an_article_stay_apart(gazetteer: Gazetteer, text: str, a: str, b: str) -> None:
    linking = linked(gazetteer, text)
    assert ids(linking, a)
    assert ids(linking, b)
    assert ids(linking, a).isdisjoint(ids(linking, b))


def test_everyday_words_stay_no_bodies(gazetteer: Gazetteer) -> None:
    linking = linked(gazetteer, "أعلنت حركة الشباب هدنة. ولعب الشباب في الملعب. واحتج كثيرون ضد الشباب العاطل.")
    assert ids(linking, "الشباب") == set()
