"""The words of the pages: the same keys in every language."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import tawatur
from tawatur.export.words import read_strings
from tawatur.web.words import page_words, string_files

FILES = sorted(file.name for file in string_files("en"))


def test_each_english_file_has_an_arabic_one() -> None:
    assert sorted(file.name.replace(".ar.", ".en.") for file in string_files("ar")) == FILES


@pytest.mark.parametrize("name", FILES)
def test_the_same_keys_and_the_same_braces(name: str) -> None:
    english, arabic = (
        next(read_strings(f) for f in string_files(lang) if f.name.replace(f".{lang}.", ".en.") == name) for lang in ("en", "ar")
    )
    assert english.keys() == arabic.keys()
    for key, text in english.items():
        other = arabic[key]
        assert type(text) is type(other), key
        if isinstance(text, str) and isinstance(other, str):
            assert sorted(re.findall(r"\{\w+\}", text)) == sorted(re.findall(r"\{\w+\}", other)), key


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_no_page_word_hides_one_of_the_reports(lang: str) -> None:
    parts = [read_strings(file) for file in string_files(lang)]
    keys = [key for part in parts for key in part]
    assert len(keys) == len(set(keys))
    assert page_words(lang)("site.menu_stories")


def test_every_key_is_asked_for_somewhere() -> None:
    """A key stands in the code as it is, or its beginning and its rest do: `"stories.sort_" ~ key` asks for a key of which "origins" is a value."""
    source = Path(tawatur.__file__).parent
    code = "\n".join(
        p.read_text(encoding="utf-8") for p in sorted(source.rglob("*")) if p.suffix in (".py", ".html", ".js") and "vendor" not in p.parts
    )
    quoted = set(re.findall(r"""["']([\w.-]+(?: [\w.-]+)*)["']""", code))
    values = {form for value in quoted for form in (value, value.replace(" ", "_"), value.replace(".", "_"))} | set(re.findall(r"\b\d+\b", code))
    values |= {value + end for end in re.findall(r"\}(_[a-z]+)[\"']", code) for value in values}
    begun = {*re.findall(r"""["']([a-z_]+\.[\w.]*)(?:\{|["'] [~+])""", code), *re.findall(r"""["']([a-z_]+\.(?:[a-z_]+\.)*)["']""", code)}
    # Tables that are gone through from end to end.
    walked = tuple(re.findall(r"""startswith\(["']([a-z_]+\.)["']""", code))
    files = [*string_files("en"), *(source / "export" / "strings").glob("*en.toml")]
    assert len(files) > len(FILES) + 1
    keys = {key for file in files for key in read_strings(file) if key not in quoted and not key.startswith(walked)}
    assert {key for key in keys if not any(key.startswith(b) and key[len(b):] in values for b in begun)} == set()
