"""Rival names and spellings: shown where accounts differ in substance, silent where they do not."""

from __future__ import annotations

import pytest

from tawatur.compare.naming import rival_names
from tawatur.lang import tables
from tawatur.lang.distancing import FramingRules, load_framing
from tawatur.lang.normalize import fold
from tawatur.model import Article, Entity, EntityType, Framing, Mention, MentionKind


@pytest.fixture(scope="module")
def rules() -> FramingRules:
    return load_framing(tables.folder())


def compare(
    rules: FramingRules, texts: list[str], names: list[list[str]],
    type_: EntityType = "ORG", kind: MentionKind = "name",
) -> tuple[Framing, ...]:
    """Compare texts in which `names[i]` are the mentions of one entity in text i."""
    articles = [Article(id=f"a{i}", text=t) for i, t in enumerate(texts)]
    mentions = []
    for article, found in zip(articles, names, strict=True):
        for name in found:
            at = article.text.index(name)
            mentions.append(Mention(article.id, at, at + len(name), name, kind))
    entity = Entity(id="e1", type=type_, name="x", mentions=tuple(mentions))
    return rival_names([entity], articles, rules)


def short(found: tuple[Framing, ...]) -> list[tuple[str, str, list[str]]]:
    return [(f.kind, f.span.text, [r.text for r in f.rival]) for f in found]


@pytest.mark.parametrize(("one", "other", "type_", "kind", "want"), [
    ("هانز ميلر", "هانز ميللر", "PER", "name", [("spelling", "هانز ميلر", ["هانز ميللر"])]),
    ("سارة الراوي", "الراوي", "PER", "name", []),
    ("الجزيرة الخضراء", "للجزيرة الخضراء", "LOC", "name", []),
    ("الأمريكية", "الأميركية", "LOC", "adjective", [("spelling", "الأمريكية", ["الأميركية"])]),
    ("البولندية", "البولندي", "LOC", "adjective", []),
    ("تنظيم الموج", "حركة الموج", "ORG", "name", []),
    ("تنظيم الموج", "عصبة البحر", "ORG", "name", [("naming", "تنظيم الموج", ["عصبة البحر"])]),
    ("المملكة المتحدة", "بريطانيا", "LOC", "name", []),
    ("مملكة تلاليا", "تلاليا", "LOC", "name", []),
    ("جمهورية بردانيا البردانية", "بردانيا", "LOC", "name", []),
    ("بردانيا", "بردانية", "LOC", "name", [("spelling", "بردانيا", ["بردانية"])]),
    ("أنور صالح", "الحاج أنور صالح", "PER", "name", []),
    ("هانز غوربن", "هانز جوربن", "PER", "name", [("spelling", "هانز غوربن", ["هانز جوربن"])]),
    ("رامي عبد الستار", "رامي عبدالستار", "PER", "name", []),
])
def test_two_accounts_of_one_entity(
    rules: FramingRules, one: str, other: str, type_: EntityType, kind: MentionKind,
    want: list[tuple[str, str, list[str]]],
) -> None:
    texts = [f"جاء ذكر {one} هنا.", f"وهناك {other} أيضا."]
    assert short(compare(rules, texts, [[one], [other]], type_, kind)) == want


def test_an_account_that_uses_both_names_still_has_a_usual_one(rules: FramingRules) -> None:
    texts = ["هاجم تنظيم الموج.", "هاجمت عصبة البحر. قال وزير: تنظيم الموج انتهى. عصبة البحر."]
    found = compare(rules, texts, [["تنظيم الموج"], ["عصبة البحر", "تنظيم الموج"]])
    assert short(found) == [("naming", "تنظيم الموج", ["عصبة البحر"])]
    same = ["عصبة البحر هي تنظيم الموج.", "عصبة البحر أو تنظيم الموج."]
    assert compare(rules, same, [["تنظيم الموج", "عصبة البحر"], ["عصبة البحر", "تنظيم الموج"]]) == ()


@pytest.mark.parametrize(("texts", "want"), [
    (["أعلنوا كسر الحصار أمس.", "قالوا إن فك الحصار تم."], [("naming", "كسر الحصار", ["فك الحصار"])]),
    (["أعلنوا كسر الحصار أمس.", "وكسر الحصار خبر كبير."], []),
    (["كسر الجليد صعب.", "فك الحصار سهل."], []),
    (["انتهت الحرب. البلدة هادئة.", "انتهت الأزمة. البلدة هادئة."], []),
])
def test_things_that_are_no_entity(rules: FramingRules, texts: list[str], want: object) -> None:
    articles = [Article(id=f"a{i}", text=t) for i, t in enumerate(texts)]
    assert short(rival_names([], articles, rules)) == want


def test_one_complement_in_two_wordings(rules: FramingRules) -> None:
    texts = ["طال النزاع في بردانيا كثيرا.", "طالت الأزمة البردانية كثيرا."]
    found = compare(rules, texts, [["بردانيا"], ["البردانية"]], "LOC")
    assert ("naming", "النزاع في بردانيا", ["الأزمة البردانية"]) in short(found)
    assert [f.target for f in found if f.span.text.startswith("النزاع")] == ["e1"]


def test_one_article_has_no_rival(rules: FramingRules) -> None:
    assert rival_names([], [Article(id="a", text="كسر الحصار وفك الحصار")], rules) == ()


def test_every_row_is_in_its_example(rules: FramingRules) -> None:
    """A `thing` or `group` example holds two of its words, a neutral one two of its names.

    That of a `sound` holds one name in two spellings that begin with two of its letters.
    """
    for row in tables.read_csv(tables.folder() / "rival_names.csv", ("kind", "words", "example")):
        if row["kind"] == "sound":
            one, other = row["example"].strip(".").replace("والأخرى ", "").split()[2:]
            found = compare(rules, [one, other], [[one], [other]], "PER")
            assert short(found) == [("spelling", one, [other])], row.where
            continue
        folded = fold(row["example"])
        held = [w for w in row["words"].split("|") if fold(w) in folded]
        assert len(held) >= (1 if row["kind"] in ("generic", "linking") else 2), row.where
