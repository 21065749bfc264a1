"""A sentence as the readers of happenings see it: where its words stand."""

from __future__ import annotations

from tawatur.annotate.clause_words import sentence_words
from tawatur.annotate.event_scene import Scene
from tawatur.lang.frames import Frames
from tawatur.lang.normalize import view
from tawatur.model import Article, Sentence


def test_the_word_at_an_offset_is_the_one_that_holds_it_or_the_next(frames: Frames) -> None:
    text = "زار فريد ديرين."
    seen = view(text)
    words = sentence_words(seen, Sentence(0, len(text), "body", 0), (), (), (), frames)
    scene = Scene(Article(id="a", text=text), seen, words, (), (), {}, frames, None)
    first, second = words[0].token, words[1].token
    assert [scene.index(at) for at in (0, first.end - 1, first.end, second.start, 999)] == [0, 0, 1, 1, len(words)]
