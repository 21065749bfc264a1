"""What was announced for the days ahead, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ...model.answers import AgendaItem
from ..terminal import lay_out, line
from ..words import Words, load_words

if TYPE_CHECKING:
    from rich.text import Text

_STYLES = {"held": "agree", "moved": "differ", "cancelled": "accent", "ahead": "time"}


def render_agenda(items: Sequence[AgendaItem], lang: str = "en", width: int = 100, color: bool = False, none: str | None = None) -> str:
    """Each planned happening with its day, its outcome, who announced it and what was told later; `none` is said where there are none."""
    words = load_words(lang)
    if not items:
        return (none or words("collected.nothing")) + "\n"

    def lines() -> Iterator[Text | tuple[int, Text]]:
        for item in items:
            yield line((_when(item, words), "time"), (item.name or item.type, "head"), (item.place or "", "entity"),
                       (_outcome(item, words), _STYLES.get(item.outcome, "dim")))
            if item.who:
                yield 2, line((words.join(list(item.who)), "entity"))
            for told in item.announced:
                yield 4, line((words("agenda.announced"), "dim"), (told.speaker or "", "source"), (told.words.outlet, "outlet"),
                              (told.words.day or "", "time"), (f"«{told.words.span.text}»", ""))
            for later in item.later:
                yield 4, line((words("agenda.later"), "dim"), (later.words.outlet, "outlet"), (later.words.day or "", "time"),
                              (f"«{later.words.span.text}»", ""))

    return lay_out(lines(), width, color)


def _when(item: AgendaItem, words: Words) -> str:
    if item.since == item.until:
        return words.date(item.since, weekday=True)
    return f"{words.date(item.since)} – {words.date(item.until)}"


def _outcome(item: AgendaItem, words: Words) -> str:
    told = words(f"agenda.{item.outcome.replace(' ', '_')}", day=words.date(item.looked_until))
    return told if item.certain else f"{told} ({words('agenda.unsure')})"
