"""Who said what in invented sentences: what the tests of attribution share."""

from __future__ import annotations

from tawatur.annotate.attribution import find_attributions
from tawatur.annotate.quotations import find_quotations
from tawatur.lang.cues import load_cues
from tawatur.lang.normalize import view
from tawatur.lang.tables import folder
from tawatur.lang.tokenize import sentences
from tawatur.model import Article, Attribution, FoundMention, Part

CUES = load_cues(folder())


def read(text: str, *names: tuple[str, str], part: str = "body") -> tuple[Attribution, ...]:
    """Attributions of a text; `names` are (name, type) of mentions to lay over it."""
    article = Article(id="x", text=text)
    look = view(text)
    parts = (Part(part, 0, len(text)),)  # type: ignore[arg-type]
    mentions = [
        FoundMention(article="x", start=at, end=at + len(name), text=name, type=kind)  # type: ignore[arg-type]
        for name, kind in names for at in [text.find(name)] if at >= 0
    ]
    return find_attributions(
        article, look, sentences(look, parts), find_quotations(look, parts), mentions, CUES
    )


def row(one: Attribution) -> tuple[str, str | None, str]:
    """Cue, source where it is named, content."""
    return one.cue.text, one.source.span.text if one.source.span else None, one.content.text


def carried(one: Attribution) -> str | None:
    """Whom a source that is not named, or only pointed to, stands for."""
    return one.source.antecedent.text if one.source.antecedent else None
