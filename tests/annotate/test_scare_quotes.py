"""Scare quotes: marks round a name or a term that nothing but distance explains."""

from __future__ import annotations

import pytest

from tawatur.annotate.framing_reader import Reader
from tawatur.annotate.quotations import find_quotations
from tawatur.annotate.scare_quotes import scare_quotes
from tawatur.lang.normalize import view
from tawatur.lang.resources import Resources
from tawatur.lang.tokenize import sentences, tokens
from tawatur.model import Link, Part


def found(text: str, resources: Resources, *names: tuple[str, str], outlet: str | None = None, part: str = "body") -> list[str]:
    seen, parts = view(text), (Part(part, 0, len(text)),)  # type: ignore[arg-type]
    lines, words = sentences(seen, parts), tokens(seen, 0, len(text))
    links = [Link(text.index(n), text.index(n) + len(n), n, kind, "name") for n, kind in names]  # type: ignore[arg-type]
    reader = Reader(seen, words, [w.start for w in words], lines, [s.start for s in lines],
                    find_quotations(seen, parts), links, [x.start for x in links], resources.framing)
    return [text[f.start:f.end] for f in scare_quotes(reader, (), outlet)]


@pytest.mark.parametrize(("text", "want"), [
    ("رحبت البلدية بهذه «الإصلاحات» أمس.", ["«الإصلاحات»"]), ("رحبت البلدية بهذه الإصلاحات أمس.", []),
    ("قال المدير: «الإصلاحات» أمس.", []), ("نشرت صحيفة «الإصلاحات» الخبر.", []), ("رحبت البلدية بهذه «reforms» أمس.", []),
    ("رحبت البلدية بهذه «2030» أمس.", []), ("رحبت البلدية بهذه «الإصلاحات التي بدأت قبل عامين وستنتهي قريبا» أمس.", []),
])
def test_terms_but_neither_speech_nor_titles(text: str, want: list[str], resources: Resources) -> None:
    assert found(text, resources) == want


def test_a_persons_name_in_marks_is_no_distance(resources: Resources) -> None:
    assert found("وصل «سالم الحارثي» أمس.", resources, ("سالم الحارثي", "PER")) == []


def test_what_an_outlet_calls_itself_is_no_distance(resources: Resources) -> None:
    text = "رحبت البلدية بهذه «الحقيقة» أمس."
    assert found(text, resources) == ["«الحقيقة»"]
    assert found(text, resources, outlet="الحقيقة") == []


def test_a_headline_may_open_with_marks(resources: Resources) -> None:
    text = "«الحقيقة» تعود إلى البلدية أمس"
    assert found(text, resources, part="title") == []
