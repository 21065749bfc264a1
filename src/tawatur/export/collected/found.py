"""What a search found: articles or claims with the words that fit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ...model import Found
from ...model.collection import Passage
from ..terminal import harmless, lay_out, line
from ..words import load_words

if TYPE_CHECKING:
    from rich.text import Text


def render_found(found: Sequence[Found], lang: str = "en", width: int = 100, color: bool = False, more: bool = False,
                 none: str = "collected.nothing") -> str:
    """Each answer with its outlet and day, and its passages; the hits in bold, or in [brackets] without colour.

    `more` tells that there are others; `none` is the key of what is said where there are none at all.
    """
    words = load_words(lang)
    if not found:
        return words(none) + "\n"

    def lines() -> Iterator[Text | tuple[int, Text]]:
        for answer in found:
            story = words("found.story", story=answer.story) if answer.story else ""
            yield line((answer.outlet or words("collected.no_outlet"), "outlet"), (answer.day, "time"),
                       (answer.claim or answer.article, "dim"), (story, "dim"))
            if answer.claim:
                yield 2, line((f"{answer.speaker or words('found.outlet_speaks')}:", "source"))
            else:
                yield 2, line((answer.title or words("collected.untitled"), "head"))
            for passage in answer.passages:
                yield 4, marked(passage, color)
        if more:
            yield line((words("found.more"), "dim"))

    return lay_out(lines(), width, color)


def marked(passage: Passage, color: bool) -> Text:
    """The passage with its hits marked."""
    from rich.text import Text

    out, at = Text(), 0
    for start, end in passage.hits:
        first, last = start - passage.start, end - passage.start
        out.append(_flat(passage.text[at:first]))
        hit = _flat(passage.text[first:last])
        out.append(hit if color else f"[{hit}]", style="bold yellow" if color else "")
        at = last
    out.append(_flat(passage.text[at:]))
    return out


def _flat(text: str) -> str:
    return harmless(text).replace("\n", " ")
