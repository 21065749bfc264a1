"""An article, its versions and what was edited."""

from __future__ import annotations

from tawatur.export.collected.piece import render_article, render_versions
from tawatur.model import Article, Entry, Span, Version
from tawatur.model.answers import Changes, ClaimChange, Edit

OLD, NEW = "أصيب ثلاثة في الحادث.", "أصيب خمسة في الحادث."


def entry(**changes: object) -> Entry:
    given = {
        "id": "nahr-1", "key": "k", "outlet": "النهر", "url": "https://nahr.example/1", "path": None, "title": "حادث في المرفأ",
        "published": "2021-03-09", "day": "2021-03-09", "first_seen": "2021-03-09T08:00:00Z",
        "last_seen": "2021-03-09T09:00:00Z", "hash": "f" * 64, "versions": 2,
    }
    return Entry(**{**given, **changes})  # type: ignore[arg-type]


def versions() -> list[Version]:
    return [
        Version(article="nahr-1", number=n, hash=str(n) * 64, seen=f"2021-03-0{8 + n}T08:00:00Z",
                content=Article(id="nahr-1", text=text))
        for n, text in ((1, OLD), (2, NEW))
    ]


def changes() -> Changes:
    edit = Edit(kind="replaced", old_start=5, old_end=10, old="ثلاثة", new_start=5, new_end=9, new="خمسة")
    facet = ClaimChange(facet="number", removed=(Span("nahr-1", 5, 10, "ثلاثة"),), added=(Span("nahr-1", 5, 9, "خمسة"),))
    return Changes(article="nahr-1", old_version=1, new_version=2, title=(), text=(edit,), claims=(facet,), old_text=OLD, new_text=NEW)


def test_an_edit_stands_in_its_sentence() -> None:
    shown = render_versions(entry(), versions(), [changes()])
    assert "أصيب [-ثلاثة-]{+خمسة+} في الحادث." in shown
    assert "numbers:  − ثلاثة  + خمسة" in shown
    assert "version 1, seen 9 March 2021" in shown


def test_one_version_is_said_to_be_one() -> None:
    assert "There is one version" in render_versions(entry(versions=1), versions()[:1], [])


def test_a_copy_says_whose_text_it_prints_and_a_day_that_is_not_given_is_when_it_was_taken_in() -> None:
    shown = render_article(entry(copy_of="marfa-2", published=None), "نص", "en")
    assert "prints the text of marfa-2" in shown
    assert "taken in 9 March 2021" in shown
    assert shown.endswith("\nنص\n")


def test_the_text_cannot_steer_the_terminal() -> None:
    assert "\x1b" not in render_article(entry(), "نص\x1b[31m", "ar")


def test_edits_near_each_other_stand_in_one_stretch() -> None:
    words = "وقال المدير إن العمل انتهى أمس"
    first = Edit(kind="inserted", old_start=5, old_end=5, old="", new_start=5, new_end=12, new=words[5:12])
    second = Edit(kind="deleted", old_start=20, old_end=24, old="قريبا", new_start=26, new_end=26, new="")
    change = Changes(article="nahr-1", old_version=1, new_version=2, title=(), text=(first, second), claims=(), old_text=words, new_text=words)
    shown = render_versions(entry(), versions(), [change])
    assert f"  {words[:5]}{{+{words[5:12]}+}}{words[12:26]}[-قريبا-]{words[26:]}\n" in shown


def test_edits_far_apart_stand_in_stretches_of_their_own() -> None:
    words = "كلمة " * 60
    edits = tuple(
        Edit(kind="inserted", old_start=at, old_end=at, old="", new_start=at, new_end=at + 4, new="كلمة") for at in (50, 250)
    )
    change = Changes(article="nahr-1", old_version=1, new_version=2, title=(), text=edits, claims=(), old_text=words, new_text=words)
    shown = render_versions(entry(), versions(), [change])
    assert shown.count("{+كلمة+}") == 2
    assert shown.count("كلمة") < 60
