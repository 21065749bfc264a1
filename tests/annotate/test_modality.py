"""Every modality cue shows in its example, and cues that bear on something else do not."""

from __future__ import annotations

import pytest

from tawatur.annotate.claims import find_claims
from tawatur.lang.frames import Frames, load_frames
from tawatur.lang.normalize import view
from tawatur.lang.tables import folder
from tawatur.lang.tokenize import sentences
from tawatur.model import Article, Attribution, Claim, Part, Source


@pytest.fixture(scope="module")
def frames() -> Frames:
    return load_frames(folder())


def one(text: str, frames: Frames) -> Claim:
    article, seen = Article(id="a", text=text), view(text)
    return find_claims(article, seen, sentences(seen, (Part("body", 0, len(text)),)), (), (), (), (), frames)[0]


def asked(text: str, frames: Frames) -> Claim:
    """The first claim of a text that begins with the verb by which its source is cited."""
    article, seen = Article(id="a", text=text), view(text)
    verb = article.span(0, text.index(" "))
    what = article.span(text.index("عقد"), len(text) - 1)
    cited = Attribution(id="a/a1", article="a", source=Source(kind="anonymous", span=None), cue=verb, content=what)
    return find_claims(
        article, seen, sentences(seen, (Part("body", 0, len(text)),)), (cited,), (), (), (), frames,
    )[0]


def test_every_example_shows_its_cue(frames: Frames) -> None:
    for cue, row in frames.modality.cues.items():
        claim = (asked if row.where == "source" else one)(row.example + ".", frames)
        assert claim.modality == row.modality, (cue, row.example, claim.modality)
        assert claim.modality_cue is not None


@pytest.mark.parametrize(("text", "modality"), [
    ("وصل القطار إلى المحطة.", "held"),
    ("سيصل القطار إلى المحطة.", "planned"),
    ("قد يصل القطار إلى المحطة.", "possible"),
    ("قد وصل القطار إلى المحطة.", "held"),
    ("لا يزال القطار في المحطة.", "held"),
    ("شدد المدير على سياسة جديدة للنقل.", "held"),
    ("ربما سيصل القطار إلى المحطة.", "possible"),
    ("دعا المدير إلى عقد جلسة.", "held"),
    ("وصل القطار إذا صح الخبر.", "held"),
])
def test_tense_and_cue_decide(frames: Frames, text: str, modality: str) -> None:
    assert one(text, frames).modality == modality


def test_the_cue_is_shown_where_it_stands(frames: Frames) -> None:
    claim = one("من المقرر أن يصل القطار غدا.", frames)
    assert claim.modality_cue is not None
    assert claim.modality_cue.text == "من المقرر"


@pytest.mark.parametrize(("text", "modality"), [
    ("سيفتتح الوزير المعرض غدا قبل أن يعود إلى عدن.", "planned"),
    ("افتتح الوزير المعرض أمس قبل أن يعود إلى عدن.", "held"),
])
def test_a_clause_that_hangs_on_another_happens_as_that_one_does(text: str, modality: str, frames: Frames) -> None:
    seen = view(text)
    claims = find_claims(Article(id="a", text=text), seen, sentences(seen, (Part("body", 0, len(text)),)), (), (), (), (), frames)
    assert [c.modality for c in claims] == [modality, modality]
