"""One article of the collection: where it comes from, its versions, and what was edited between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ...model import Entry, Version
from ...model.answers import Changes, Edit
from ..terminal import harmless, lay_out, line
from ..words import Words, load_words

if TYPE_CHECKING:
    from rich.text import Text

Lines = Iterator["Text | tuple[int, Text]"]

_LINES = re.compile(r" *\n[ \n]*")
# Characters shown on either side of an edit.
_AROUND = 60


def render_article(entry: Entry, text: str, lang: str = "en", width: int = 100, color: bool = False) -> str:
    """The article's latest version under a line that says whose it is."""
    words = load_words(lang)
    return lay_out(_head(entry, words), width, color) + "\n" + harmless(text).rstrip("\n") + "\n"


def render_versions(
    entry: Entry, versions: Sequence[Version], changes: Sequence[Changes],
    lang: str = "en", width: int = 100, color: bool = False,
) -> str:
    """The versions of an article, each with what was edited since the one before."""
    words = load_words(lang)

    def lines() -> Lines:
        yield from _head(entry, words)
        if len(versions) < 2:
            yield line((words("piece.one_version"), "dim"))
        after = {change.new_version: change for change in changes}
        for version in versions:
            day = words.date(version.seen[:10])
            yield line((words("piece.version", n=version.number, day=day), "head"), (version.hash[:12], "dim"))
            if version.number in after:
                yield from _edits(after[version.number], words, color)

    return lay_out(lines(), width, color)


def _head(entry: Entry, words: Words) -> Lines:
    day = words.date(entry.published) if entry.published else words("piece.seen", day=words.date(entry.day))
    yield line((entry.outlet or words("collected.no_outlet"), "outlet"), (day, "time"), (entry.id, "dim"),
               (words.count("count.versions", entry.versions), "dim"))
    yield line((entry.title or words("collected.untitled"), "head"))
    if entry.url:
        yield line((entry.url, "dim"))
    if entry.story:
        yield line((words("found.story", story=entry.story), "dim"))
    if entry.copy_of:
        yield line((words("piece.copy_of", article=entry.copy_of), "differ"))


def _edits(changes: Changes, words: Words, color: bool) -> Lines:
    if not (changes.title or changes.text):
        yield 2, line((words("piece.same"), "dim"))
    for edit in changes.title:
        yield 2, _titled(edit, words("piece.title"), color)
    for near in _passages(changes.text):
        yield 2, _passage(near, changes.new_text, color)
    for claim in changes.claims:
        gone = ", ".join(f"− {span.text}" for span in claim.removed)
        come = ", ".join(f"+ {span.text}" for span in claim.added)
        yield 4, line((f"{words(f'piece.facet_{claim.facet}')}:", "dim"), (gone, "accent"), (come, "agree"))


def _passages(edits: Sequence[Edit]) -> list[list[Edit]]:
    """Edits whose surroundings touch are shown in one stretch."""
    found: list[list[Edit]] = []
    for edit in edits:
        if found and edit.new_start - found[-1][-1].new_end <= 2 * _AROUND:
            found[-1].append(edit)
        else:
            found.append([edit])
    return found


def _passage(edits: Sequence[Edit], text: str, color: bool) -> Text:
    """The edits among the words around them, as they stand in the newer version."""
    from rich.text import Text

    start = edits[0].new_start
    out = Text(_flat(_tail(text[max(0, start - _AROUND):start])), style="dim")
    for edit in edits:
        out.append(_flat(text[start:edit.new_start]), style="dim")
        _edit(out, edit, color)
        start = edit.new_end
    out.append(_flat(_head_of(text[start:start + _AROUND])), style="dim")
    return out


def _titled(edit: Edit, label: str, color: bool) -> Text:
    from rich.text import Text

    out = Text(f"{label}: ", style="dim")
    _edit(out, edit, color)
    return out


def _edit(out: Text, edit: Edit, color: bool) -> None:
    """What went in [-minus-] and what came in {+plus+} (as `git diff --word-diff` writes it)."""
    if edit.old:
        out.append(_flat(edit.old) if color else f"[-{_flat(edit.old)}-]", style="strike red" if color else "")
    if edit.new:
        out.append(_flat(edit.new) if color else f"{{+{_flat(edit.new)}+}}", style="bold green" if color else "")


def _tail(text: str) -> str:
    """From the first whole word on."""
    return text if len(text) < _AROUND else text[text.find(" ") + 1:]


def _head_of(text: str) -> str:
    return text if len(text) < _AROUND else text[:text.rfind(" ")] if " " in text else text


def _flat(text: str) -> str:
    return _LINES.sub(" ", harmless(text))
