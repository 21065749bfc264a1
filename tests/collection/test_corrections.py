"""Corrections in a collection: taken in by words, and still there, and held against the present, after any later run."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from tawatur.collection import Collection, create_collection, open_collection
from tawatur.collection.corrections import MOST_SPANS, title_spans
from tawatur.collection.doctor import rescue_collection
from tawatur.errors import StoreReadOnlyError, UsageError
from tawatur.model import Alignment, Article, Span, StoryDraft
from tawatur.model.desk import Correction
from tawatur.store.packing import pack

from .conftest import SETTINGS, Clock

Make = Callable[..., Collection]
PRESS = Path(__file__).resolve().parents[2] / "examples" / "press"
TITLE = "افتتاح جسر الوادي"
TEXT = "افتتح وزير النقل سامي الحداد جسر الوادي في مدينة الساحل يوم الثلاثاء. وقال الحداد إن كلفة الجسر بلغت ثلاثة ملايين دينار. وأضاف أن العمل فيه استغرق عامين."


def bridge(outlet: str, text: str = TEXT) -> Article:
    name = {"النهر": "river", "التلة": "hill", "السفح": "slope"}[outlet]
    return Article(
        id=name, text=text, outlet=outlet, outlet_how="given", title=TITLE, published="2031-05-06", published_how="given",
        language="ar", id_how="given", url=f"https://{name}.example/1",
    )


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two accounts of one event; only to be copied."""
    folder = tmp_path_factory.mktemp("told") / "news"
    with create_collection(folder, **SETTINGS) as collection:
        collection.add([bridge("النهر"), bridge("التلة")], workers=0)
    return folder


@pytest.fixture
def news(told: Path, tmp_path: Path) -> Iterator[Collection]:
    with open_collection(Path(shutil.copytree(told, tmp_path / "news")), clock=Clock()) as opened:
        yield opened


def the_story(collection: Collection) -> str:
    return collection.stories(sort="articles", limit=1)[0].id


def shared(collection: Collection) -> tuple[Alignment, tuple[Span, ...]]:
    report = collection.story(the_story(collection))
    spans = {c.id: c.span for c in report.claims}
    found = max(report.alignments, key=lambda a: len(a.claims))
    return found, tuple(spans[id] for id in found.claims)


def marked(collection: Collection) -> Correction:
    return collection.correct("alignment", "wrong", shared(collection)[1], by="سلمى", note="لا")


def kept(collection: Collection) -> tuple[Correction, str]:
    (found,) = collection.corrections()
    return found.correction, found.now


def test_a_word_holds_on_to_the_words_and_says_what_was_said(news: Collection) -> None:
    alignment, spans = shared(news)
    made = news.correct("alignment", "wrong", spans, by="سلمى", instead=" غيره ", note="\r\nسطر\r\nآخر ", apart=[1])
    assert (made.evidence, made.value, made.instead, made.note, made.apart) == (spans, alignment.relation, "غيره", "سطر\nآخر", (1,))
    assert made.versions == {"river": 1, "hill": 1}
    assert made.story == the_story(news)
    assert made.at.startswith("2031-05-20T12:")
    assert all(word in made.says for word in (alignment.relation, spans[0].text[:20]))
    assert kept(news) == (made, "same")


def test_an_origin_a_name_and_a_story(news: Collection) -> None:
    alignment, spans = shared(news)
    origin = alignment.origins[0]
    of = news.correct("origin", "confirmed", spans, value=f"{origin.how}: {origin.name}")
    assert (of.whom, set(of.grounds) <= set(origin.evidence)) == (origin.name, True)
    report = news.annotation("river")
    entity = next(e for e in report.entities if e.type == "PER")
    name = news.correct("name", "wrong", [entity.mentions[0].span], instead="شخص آخر")
    assert (name.whom, name.article, name.evidence[0].text) == (entity.name, "river", entity.mentions[0].text)
    story = news.correct("story", "confirmed", title_spans(news, the_story(news)))
    assert {s.article for s in story.evidence} == {"river", "hill"}
    assert [m.now for m in news.corrections()] == ["same"] * 3
    assert {m.place for m in news.corrections()} == {the_story(news)}


@pytest.mark.parametrize(("change", "why"), [
    ({"subject": "claim"}, "Invalid enum value"), ({"verdict": "maybe"}, "Invalid enum value"), ({"evidence": ()}, "marks words"),
    ({"evidence": (Span("river", 0, 3, "كذا"),)}, "in no version"), ({"evidence": (Span("nobody", 0, 3, "كذا"),)}, "does not say this"),
    ({"evidence": tuple(Span("river", n, n + 1, "x") for n in range(MOST_SPANS + 1))}, f"at most {MOST_SPANS}"),
    ({"value": "conflict"}, "does not say this"), ({"by": " "}, "needs the name"), ({"note": "x" * 2001}, "at most 2,000"),
    ({"instead": "x" * 501}, "at most 500"), ({"apart": [9]}, "not among those marked"), ({"apart": [0, 1]}, "a rest is left"),
    ({"verdict": "confirmed", "apart": [0]}, "a rest is left"), ({"verdict": "confirmed", "instead": "x"}, "leave it out"),
    ({"subject": "name"}, "one span"), ({"subject": "origin", "value": "stated: لا أحد"}, "does not say this"),
])
def test_what_is_not_said_can_not_be_marked(news: Collection, change: dict[str, object], why: str) -> None:
    wanted = {"subject": "alignment", "verdict": "wrong", "evidence": shared(news)[1]} | change
    with pytest.raises(UsageError, match=why):
        news.correct(**wanted)  # type: ignore[arg-type]
    assert news.corrections() == []


def test_words_that_stand_nowhere_are_no_evidence(news: Collection) -> None:
    span = shared(news)[1][0]
    other = Span(span.article, span.start, span.end, "ق" * len(span.text))
    with pytest.raises(UsageError, match="stand at that place in no version"):
        news.correct("alignment", "wrong", [other, *shared(news)[1][1:]])


def test_the_same_said_twice_is_one_word_and_another_replaces_it(news: Collection) -> None:
    first = marked(news)
    assert marked(news) == first
    second = news.correct("alignment", "confirmed", shared(news)[1], by="سلمى")
    other = news.correct("alignment", "wrong", shared(news)[1], by="ماهر")
    assert (second.replaces, other.replaces) == (first.id, None)
    assert {m.correction.id: m.state for m in news.corrections()} == {first.id: "replaced", second.id: "standing", other.id: "standing"}
    with pytest.raises(UsageError, match="a word of سلمى"):
        news.withdraw(second.id, by="ماهر")
    news.withdraw(second.id, by="سلمى")
    assert news.correction(second.id).state == "withdrawn"
    third = marked(news)
    assert (third.replaces, third.id != first.id) == (None, True)
    with pytest.raises(UsageError, match="k0: no such correction"):
        news.correction("k0")


def test_every_later_run_leaves_it_as_it_is(news: Collection) -> None:
    made = marked(news)
    news.add([bridge("السفح")], workers=0)
    assert len(news.story(the_story(news)).members) == 3
    assert kept(news) == (made, "same")
    news.store.mark_outdated()
    assert news.repair(workers=0)
    assert kept(news) == (made, "same")
    news.update(reread=True, workers=0)
    assert kept(news) == (made, "same")


def test_an_edited_article_is_told_and_its_words_are_found_where_they_moved(news: Collection) -> None:
    made = marked(news)
    news.add([bridge("النهر", f"خبر عاجل من الساحل. {TEXT}")], workers=0)
    assert len(news.versions("river")) == 2
    assert kept(news) == (made, "same")
    later = news.correct("alignment", "confirmed", shared(news)[1], by="ماهر")
    assert later.versions == {"river": 2, "hill": 1}
    news.add([bridge("النهر", TEXT.replace("افتتح", "دشن").replace("ثلاثة", "أربعة").replace("عامين", "عاما"))], workers=0)
    assert {m.correction.id: m.now for m in news.corrections()} == {made.id: "changed", later.id: "changed"}
    assert news.correction(made.id).correction == made
    text = news.versions("river")[made.versions["river"] - 1].content.text
    assert all(text[s.start:s.end] == s.text for s in made.evidence if s.article == "river")


def test_a_story_that_grew_is_still_the_same_thing_to_its_reader(news: Collection) -> None:
    story = the_story(news)
    first = news.correct("story", "confirmed", title_spans(news, story))
    news.add([msgspec.structs.replace(bridge("السفح"), published="2031-05-05")], workers=0)
    titles = title_spans(news, story)
    assert titles[0].article == "slope"
    later = news.correct("story", "wrong", titles, apart=[0])
    assert later.replaces == first.id


def test_a_story_that_came_apart_is_said_no_more(news: Collection) -> None:
    story = the_story(news)
    wrong = news.correct("story", "wrong", title_spans(news, story), apart=[1])
    right = news.correct("story", "confirmed", title_spans(news, story), by="ماهر")
    assert [m.now for m in news.corrections()] == ["same", "same"]
    other = "فازت سباحة شابة بكأس الجزر بعد سباق طويل في البحر، وتسلمت الجائزة من رئيسة الاتحاد مساء الجمعة أمام جمهور كبير."
    news.add([bridge("التلة", other)], workers=0)
    assert len(news.stories()) == 2
    assert {m.correction.id: m.now for m in news.corrections()} == {wrong.id: "otherwise", right.id: "otherwise"}
    assert {m.correction.id for m in news.corrections(story=story)} == {wrong.id, right.id}


def test_what_is_not_compared_is_not_known(news: Collection) -> None:
    made = marked(news)
    with news.store._writing() as connection:
        connection.exec_driver_sql("DELETE FROM comparisons")
    assert kept(news) == (made, "unknown")


def test_a_reader_marks_while_another_process_adds(press: Path, tmp_path: Path) -> None:
    folder = tmp_path / "c"
    shutil.copytree(press, folder)
    with open_collection(folder) as writer, open_collection(folder) as reader:
        writer.store.lock()
        made = marked(reader)
        writer.add([bridge("النهر")], workers=0)
        assert kept(writer) == kept(reader) == (made, "same")
    with open_collection(folder, read_only=True) as reader, pytest.raises(StoreReadOnlyError):
        reader.withdraw(made.id, by="سلمى")


def test_a_rescue_and_a_copy_keep_them(press: Path, tmp_path: Path) -> None:
    shutil.copytree(press, tmp_path / "c")
    with open_collection(tmp_path / "c") as collection:
        made = marked(collection)
        collection.store.backup(tmp_path / "copy.db")
    assert rescue_collection(tmp_path / "c", tmp_path / "d") == []
    (tmp_path / "e").mkdir()
    shutil.copy(tmp_path / "c" / "tawatur.toml", tmp_path / "e")
    shutil.copy(tmp_path / "copy.db", tmp_path / "e" / "collection.db")
    for name in ("d", "e"):
        with open_collection(tmp_path / name) as collection:
            assert kept(collection) == (made, "same")


def test_gold_holds_the_words_of_their_version_and_pairs_say_only_what_was_said(news: Collection, tmp_path: Path) -> None:
    made = marked(news)
    news.add([bridge("السفح"), bridge("النهر", f"خبر عاجل من الساحل. {TEXT}")], workers=0)
    titles = title_spans(news, the_story(news))
    odd = [s.article for s in titles].index("slope")
    wrong = news.correct("story", "wrong", titles, apart=[odd], note="آخر")
    right = news.correct("story", "confirmed", titles, by="ماهر")
    news.withdraw(made.id, by="سلمى")
    assert news.export("corrections", tmp_path / "c.jsonl") == len(made.evidence) + 6 + len(made.grounds)
    rows = [json.loads(line) for line in (tmp_path / "c.jsonl").read_text(encoding="utf-8").splitlines()]
    for row in rows:
        text = news.versions(row["article"])[row["version"] - 1].content.text
        assert text[row["start"]:row["end"]] == row["text"]
    assert {(row["id"], row["state"]) for row in rows} == {(made.id, "withdrawn"), (wrong.id, "standing"), (right.id, "standing")}
    assert [row["article"] for row in rows if row["apart"]] == ["slope"]
    assert news.export("pairs", tmp_path / "p.jsonl") == 5
    pairs = [json.loads(line) for line in (tmp_path / "p.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {(p["event"], p["correction"]) for p in pairs} == {("different", wrong.id), ("same", right.id)}
    assert all("slope" in (p["id1"], p["id2"]) for p in pairs if p["event"] == "different")
    assert news.export("corrections", tmp_path / "n.jsonl", until="2031-05-19") == 0


def test_the_command_line_hands_out_gold(press: Path, tmp_path: Path) -> None:
    shutil.copytree(press, tmp_path / "c")
    with open_collection(tmp_path / "c") as collection:
        made = collection.correct("story", "confirmed", title_spans(collection, the_story(collection)))
    for table in ("corrections", "pairs"):
        ran = subprocess.run(
            [sys.executable, "-m", "tawatur", "export", table, "-C", str(tmp_path / "c")], capture_output=True, check=True, text=True, encoding="utf-8")
        assert all(made.id in line for line in ran.stdout.splitlines())
        assert ran.stdout.strip()


def test_a_later_word_stands_for_the_earlier_one_though_the_words_moved(news: Collection) -> None:
    first = marked(news)
    mention = next(e for e in news.annotation("river").entities if e.type == "PER").mentions[0].span
    name = news.correct("name", "wrong", [mention], by="سلمى")
    news.add([bridge("النهر", f"خبر عاجل من الساحل. {TEXT}")], workers=0)
    later = news.correct("alignment", "confirmed", shared(news)[1], by="سلمى")
    assert (later.replaces, later.evidence == first.evidence) == (first.id, False)
    moved = next(e for e in news.annotation("river").entities if e.type == "PER").mentions[0].span
    assert news.correct("name", "confirmed", [moved], by="سلمى").replaces == name.id


def test_a_later_word_on_a_group_that_grew_stands_for_the_earlier_one(news: Collection) -> None:
    first = marked(news)
    before = news.correct("alignment", "wrong", shared(news)[1], by="ماهر")
    news.add([msgspec.structs.replace(bridge("السفح"), published="2031-05-05")], workers=0)
    _, spans = shared(news)
    assert len(spans) == 3
    later = news.correct("alignment", "confirmed", spans, by="سلمى")
    assert later.replaces == first.id
    assert {m.correction.id: m.state for m in news.corrections()} == {first.id: "replaced", later.id: "standing", before.id: "standing"}
    # A word on a part of it leaves the one on the whole alone.
    assert news.correct("alignment", "wrong", spans[:2], by="سلمى").replaces is None


def test_a_word_on_a_story_stands_for_that_on_one_which_went_into_it(news: Collection) -> None:
    story = the_story(news)
    first = news.correct("story", "confirmed", title_spans(news, story))
    news.store.regroup({"s0": StoryDraft(title=TITLE, articles=("hill", "river"))}, gone={story: "s0"})
    assert [m.now for m in news.corrections()] == ["same"]
    later = news.correct("story", "wrong", title_spans(news, "s0"), apart=[0])
    assert (later.story, later.replaces) == ("s0", first.id)


def test_a_span_named_twice_is_one_and_the_places_are_kept(news: Collection) -> None:
    _, (one, other) = shared(news)
    made = news.correct("alignment", "wrong", [one, one, other], apart=[2])
    assert (made.evidence, made.apart) == ((one, other), (1,))


def test_what_waits_to_be_compared_in_another_version_is_not_known(news: Collection) -> None:
    """Between the words of an edited article and their comparison nothing is said of the one by the other."""
    made = marked(news)
    kept_comparison = news.store.comparisons.get(the_story(news))
    assert kept_comparison is not None
    news.add([bridge("النهر", f"خبر عاجل من الساحل. {TEXT}")], workers=0)
    with news.store._writing() as connection:
        connection.exec_driver_sql("UPDATE comparisons SET comparison = ?", (pack(kept_comparison),))
    assert kept(news) == (made, "unknown")
