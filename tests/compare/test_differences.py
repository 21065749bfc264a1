"""Differences: slot by slot, and what is a conflict."""

from __future__ import annotations

import pytest

from tawatur.compare.align import Group, Pair
from tawatur.compare.differences import differences
from tawatur.lang.contrasts import load_contrasts
from tawatur.lang.normalize import fold
from tawatur.lang.tables import folder, read_toml
from tawatur.model import Quantity, Span


@pytest.fixture(scope="module")
def rules():
    return load_contrasts(folder("ar"))


def contrast(shop, rules, left, right, shared=0.0):
    one, other = shop.build("a", "النخيل", left), shop.build("b", "المرسى", right)
    pair = Pair(one.claims[0], other.claims[0], 0.9, shared, 0.9)
    group = Group((pair.a, pair.b), (pair,))
    found, conflict = differences(group, {"a": one, "b": other}, {}, (), rules)
    return {d.facet: tuple(v.value for v in d.values) for d in found}, conflict


def quantity(text, word, article, value, unit, **more):
    at = text.index(word)
    return Quantity(value=value, unit=unit, span=Span(article, at, at + len(word), word), **more)


def counted(shop, text, article, word, value, **more):
    return shop.said(text, slots={"numbers": (quantity(text, word, article, value, "جريح", **more),)})


def test_two_exact_figures_conflict(workshop, rules):
    found, conflict = contrast(
        workshop, rules, counted(workshop, "سقط 5 جرحى", "a", "5 جرحى", 5),
        counted(workshop, "سقط 50 جريحا", "b", "50 جريحا", 50))
    assert found["number"] == ("5 جريح", "50 جريح")
    assert conflict


def test_a_rough_figure_leaves_room(workshop, rules):
    found, conflict = contrast(
        workshop, rules, counted(workshop, "سقط 48 جريحا", "a", "48 جريحا", 48),
        counted(workshop, "سقط نحو 50 جريحا", "b", "50 جريحا", 50, approx=True))
    assert "number" in found
    assert not conflict


def test_an_open_figure_leaves_room(workshop, rules):
    _, conflict = contrast(
        workshop, rules, counted(workshop, "سقط 48 جريحا", "a", "48 جريحا", 48),
        counted(workshop, "سقط أكثر من 40 جريحا", "b", "40 جريحا", 40, low=40.0))
    assert not conflict


def test_equal_figures_are_no_difference(workshop, rules):
    found, _ = contrast(
        workshop, rules, counted(workshop, "سقط 5 جرحى", "a", "5 جرحى", 5),
        counted(workshop, "أصيب 5 جرحى", "b", "5 جرحى", 5))
    assert "number" not in found


def test_planned_beside_held_is_a_difference_and_no_conflict(workshop, rules):
    s = workshop.said
    found, conflict = contrast(workshop, rules, s("عقد المؤتمر"),
                               s("سيعقد المؤتمر", slots={"modality": "planned"}))
    assert found == {"modality": ("held", "planned")}
    assert not conflict


def test_denied_beside_held_is_a_conflict(workshop, rules):
    s = workshop.said
    found, conflict = contrast(workshop, rules, s("عقد المؤتمر"),
                               s("لم يعقد المؤتمر", slots={"modality": "negated"}))
    assert "polarity" in found
    assert conflict


def test_opposite_verbs_are_a_conflict(workshop, rules):
    s = workshop.said
    found, conflict = contrast(workshop, rules, s("دخل اللواء البلدة", slots={"lemma": "دخل"}),
                               s("انسحب اللواء من البلدة", slots={"lemma": "انسحب"}))
    assert "polarity" in found
    assert conflict


def test_other_aims_are_a_difference(workshop, rules):
    s = workshop.said
    found, _ = contrast(workshop, rules, s("اجتمع الوزيران لبحث أسعار القمح"),
                        s("التقى الوزيران بهدف التغطية على الفضيحة"))
    assert found["purpose"] == ("لبحث أسعار القمح", "بهدف التغطية على الفضيحة")


def test_the_same_aim_in_other_words_is_none(workshop, rules):
    s = workshop.said
    found, _ = contrast(workshop, rules, s("اجتمع الوزيران لبحث أسعار القمح"),
                        s("التقى الوزيران لمناقشة أسعار القمح"))
    assert "purpose" not in found


def test_other_directions_are_a_difference_of_place(workshop, rules):
    s = workshop.said
    found, _ = contrast(workshop, rules, s("تقدمت القافلة من الريف الشمالي الشرقي"),
                        s("تقدمت القافلة من الريف الشمالي"))
    assert found["place"] == ("الشمالي الشرقي", "الشمالي")


def test_shared_words_that_only_one_attributes(workshop, rules):
    s = workshop.said
    found, conflict = contrast(workshop, rules, s("الجسر جاهز", "سليم"), s("الجسر جاهز"), shared=1.0)
    assert found["attribution"] == ("سليم", "no source")
    assert not conflict


def test_every_row_of_the_data_file_does_what_its_example_says(rules):
    data = read_toml(folder("ar") / "contrasts.toml")
    purpose = rules.purpose.search(fold(data["purpose"]["example"]))
    assert purpose is not None
    assert purpose.group() == fold(data["purpose"]["finds"])
    direction = rules.direction.search(fold(data["direction"]["example"]))
    assert direction is not None
    assert direction.group(1).strip() == fold(data["direction"]["finds"])
    official = rules.official.search(fold(data["official"]["example"]))
    assert official is not None
    assert official.group() == fold(data["official"]["finds"])
    # Unnamed voices of a state, which may be its named speaker.
    assert all(rules.official.search(fold(who)) for who in ("مصادر القصر الجمهوري", "مصدر أمني", "مصادر عسكرية", "مصدر رئاسي", "مصادر حكومية"))
    assert not rules.official.search(fold("مصدر طبي"))
    negation = rules.negation.search(fold(data["negation"]["example"]))
    assert negation is not None
    assert negation.group() == fold(data["negation"]["finds"])
    content = [m.group() for w in fold(data["content"]["example"]).split() if (m := rules.content.fullmatch(w))]
    assert content == [fold(data["content"]["finds"])]
    location = rules.location.search(fold(data["location"]["example"]))
    assert location is not None
    assert location.group().strip() == fold(data["location"]["finds"])
    assert rules.not_party.search(fold(data["not_party"]["example"]).split("عصابه")[0])
    before = fold(data["since"]["example"]).split("سنتين")[0]
    assert rules.since.search(before)
    for name in ("within", "part", "period", "is_not", "deictic", "put_off"):
        example, finds = fold(data[name]["example"]), fold(data[name]["finds"])
        assert finds in example
        behind = {"within": f" {finds} ", "part": f"{finds} "}.get(name, finds)
        assert getattr(rules, name).search(behind), name
    assert stem_of(data["tolls"]["finds"]) in rules.tolls
    assert fold(data["undoing"]["finds"]) in rules.undoing
    for row in data["opposites"]:
        words = fold(row["example"])
        assert any(fold(w) in words for w in row["one"])
        assert any(fold(w) in words for w in row["other"])
        assert rules.opposed(*(stem_of(row[side][0]) for side in ("one", "other")))


@pytest.mark.parametrize(("left", "right", "want"), [
    ("إرجاء زيارة الوزير إلى القرية", "يزور الوزير القرية", ("إرجاء", "يزور")), ("يزور الوزير القرية", "أرجئت زيارة الوزير", ("يزور", "أرجئت")),
    ("إرجاء زيارة الوزير إلى القرية", "تأجلت زيارة الوزير", None), ("يزور الوزير القرية", "زيارة الوزير إلى القرية", None),
])
def test_what_is_put_off_is_not_told_alike(workshop, rules, left, right, want):
    s = workshop.said
    found, conflict = contrast(workshop, rules, s(left), s(right))
    assert not conflict
    values = found.get("outcome")
    assert (values is None) == (want is None)
    assert values is None or all(w in v for w, v in zip(want, values, strict=True))


def stem_of(word):
    from tawatur.lang.stem import light_stem

    return light_stem(fold(word))
