"""One article of the collection: where it comes from, its versions, and what was edited between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ...model import Entry, Version
from ...model.answers import Changes, Edit
from ..terminal import harmless, lay_out, line
from ..words import Words, load_words

if TYPE_CHECKING:
    from rich.text import Text

Lines = Iterator["Text | tuple[int, Text]"]

# Words shown on either side of an edit.
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
        yield 2, _edit(edit, "", "", words("piece.title"), color)
    for edit in changes.text:
        before = changes.new_text[max(0, edit.new_start - _AROUND):edit.new_start]
        after = changes.new_text[edit.new_end:edit.new_end + _AROUND]
        yield 2, _edit(edit, _tail(before), _head_of(after), "", color)
    for claim in changes.claims:
        gone = ", ".join(f"− {span.text}" for span in claim.removed)
        come = ", ".join(f"+ {span.text}" for span in claim.added)
        yield 4, line((f"{words(f'piece.facet_{claim.facet}')}:", "dim"), (gone, "accent"), (come, "agree"))


def _edit(edit: Edit, before: str, after: str, label: str, color: bool) -> Text:
    """The words around, what went in [-minus-] and what came in {+plus+} (as `git diff --word-diff` writes it)."""
    from rich.text import Text

    out = Text(f"{label}: " if label else "", style="dim")
    out.append(_flat(before), style="dim")
    if edit.old:
        out.append(_flat(edit.old) if color else f"[-{_flat(edit.old)}-]", style="strike red" if color else "")
    if edit.new:
        out.append(_flat(edit.new) if color else f"{{+{_flat(edit.new)}+}}", style="bold green" if color else "")
    out.append(_flat(after), style="dim")
    return out


def _tail(text: str) -> str:
    """From the first whole word on."""
    return text if len(text) < _AROUND else text[text.find(" ") + 1:]


def _head_of(text: str) -> str:
    return text if len(text) < _AROUND else text[:text.rfind(" ")] if " " in text else text


def _flat(text: str) -> str:
    return harmless(text).replace("\n", " ")
