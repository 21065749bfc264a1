"""All data of a language in one load, and a digest that changes when any of it does."""

from __future__ import annotations

import io
import re
import shutil
import tokenize
from pathlib import Path

import pytest

from tawatur.errors import ResourceError
from tawatur.lang import resources as module
from tawatur.lang.resources import Resources, load_resources
from tawatur.lang.tables import folder

# Modules that hold no Arabic words of their own: what they know of the language comes from the data.
WITHOUT_WORDS = (
    *(f"annotate/{name}.py" for name in (
        "dateline", "framing", "framing_reader", "outlet", "partcuts", "partlines", "parts", "published",
        "published_clues", "scare_quotes", "timex", "timex_fields", "timex_leaning", "timex_meaning",
        "timex_resolve", "timex_values", "times", "timex_amounts", "timex_clause", "timex_clock", "timex_days",
        "timex_guards", "timex_lists", "timex_periods", "timex_ranges", "timex_speech",
        "casualties", "claims", "clause_words", "clauses", "modality", "numbers",
        "event_context", "event_drafts", "event_harm", "event_parties", "event_series", "event_victims", "event_places", "event_scene", "event_slots",
        "event_triggers", "events",
        "describing", "entities", "entity_words", "joining", "linking", "office_holders", "office_words", "offices", "people", "lone_names", "name_parts", "organizations", "persons",
        "places", "short_bodies", "sources",
    )),
    *(f"compare/{name}.py" for name in ("actors", "naming", "roots", "wording")),
    *(f"lang/{name}.py" for name in (
        "calendar", "contrasts", "distancing", "frames", "furniture", "gazetteer", "name_words", "names",
        "number_rules", "reckoning", "verbs", "word_lists",
    )),
    "ingest/encoding.py", "ingest/language.py",
)
# Rows of letters that stand before or in a word: script and morphology, no words.
LETTERS = {
    "وال", "بال", "فال", "ولل", "وفب", "بلك", "وفبل", "وفبلك", "يتن", "وبل", "ويا", "است", "ايه",
    "اوي",  # long vowels
    "هما",  # the ending, as in كتابهما
    "تين", "تان",  # endings of the dual
    # First or last letters, one of which a word has.
    "ولب", "وبفل", "وفس", "وفبك", "وبلف", "وبلفك", "بلوف", "لكف", "يتنا", "وفبلكا", "وبلفسيت", "يتنبلكوف", "اهي",
    "اويءؤئه", "أإآؤئةى",
}


@pytest.mark.parametrize("name", WITHOUT_WORDS)
def test_words_are_data(name: str) -> None:
    code = (Path(module.__file__).parents[1] / name).read_text(encoding="utf-8")
    held = [
        (token.start[0], word) for token in tokenize.generate_tokens(io.StringIO(code).readline)
        if token.type == tokenize.STRING and not token.string.startswith(('"""', 'r"""'))
        for word in re.findall("[\u0621-\u064a]{3,}", token.string) if word not in LETTERS
    ]
    assert not held, f"{name}: move these words to src/tawatur/resources/ar: {held}"


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the data that a test may break; loading reads it."""
    path = tmp_path / "ar"
    shutil.copytree(folder(), path)
    monkeypatch.setattr(module, "folder", lambda language: path)
    return path


def test_a_copy_of_the_data_has_the_same_digest(copy: Path, resources: Resources) -> None:
    assert module._digest(copy) == module._digest(folder())
    assert len(resources.digest) == 12
    assert resources.language == "ar"


@pytest.mark.parametrize("name", ["contrasts.toml", "cues.csv", "gazetteer"])
def test_any_change_changes_the_digest(copy: Path, name: str) -> None:
    before = module._digest(copy)
    file = copy / name
    file = sorted(file.glob("*.csv"))[0] if file.is_dir() else file
    file.write_bytes(file.read_bytes() + b"# one line more\n")
    assert module._digest(copy) != before


def test_a_renamed_file_changes_the_digest_a_note_beside_the_data_does_not(copy: Path) -> None:
    before = module._digest(copy)
    (copy / "SOURCES.md").write_text("other words", encoding="utf-8")
    assert module._digest(copy) == before
    (copy / "cues.csv").rename(copy / "cuez.csv")
    assert module._digest(copy) != before


def test_line_ends_of_another_system_change_nothing(copy: Path) -> None:
    before = module._digest(copy)
    for file in copy.glob("*.csv"):
        file.write_bytes(file.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))
    assert module._digest(copy) == before


@pytest.mark.parametrize("name", ["contrasts.toml", "numbers.csv", "months.csv", "titles.csv", "cues.csv", "furniture.csv", "distancing.csv"])
def test_a_missing_file_is_named(copy: Path, name: str) -> None:
    (copy / name).unlink()
    with pytest.raises(ResourceError, match=name):
        load_resources()
