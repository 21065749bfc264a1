"""Lines with styles laid out for a terminal; Arabic stays in logical order, nothing is reshaped."""

from __future__ import annotations

import re
from collections.abc import Iterable
from io import StringIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

# An article must not be able to move the cursor, change colours or turn the writing direction.
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_BIDI = re.compile(r"[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff]")
_SPACE = re.compile(r"\s+")

STYLES = {
    "head": "bold", "dim": "dim", "accent": "bold red", "outlet": "cyan", "differ": "bold yellow",
    "agree": "green", "source": "green", "time": "yellow", "entity": "blue", "framing": "magenta",
}


def harmless(text: str) -> str:
    """An article's words with their lines, without anything a terminal would act on."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return _CONTROL.sub("\ufffd", _BIDI.sub("", lines))


def clean(text: str) -> str:
    """The same on one line."""
    return _SPACE.sub(" ", harmless(text)).strip()


def console(file: StringIO, width: int, color: bool) -> Console:
    """A console that writes into `file` as the terminal of the user would show it."""
    from rich.console import Console

    return Console(
        file=file, width=max(40, width), force_terminal=color, no_color=not color,
        color_system="standard" if color else None, highlight=False, markup=False, emoji=False,
        legacy_windows=False, force_jupyter=False, force_interactive=False,
    )


def line(*parts: tuple[str, str], gap: str = "  ") -> Text:
    """Words with the styles of STYLES on one line; empty ones are left out."""
    from rich.text import Text

    shown = [Text(clean(t), style=STYLES.get(s, s)) for t, s in parts if t]
    return Text(gap).join(shown)


def lay_out(lines: Iterable[Text | tuple[int, Text]], width: int = 100, color: bool = False) -> str:
    """The lines as text, each wrapped at `width` columns under its own indent."""
    from rich.padding import Padding

    buffer = StringIO()
    page = console(buffer, width, color)
    for entry in lines:
        by, text = entry if isinstance(entry, tuple) else (0, entry)
        page.print(Padding(text, (0, 0, 0, by)) if by else text)
    return "\n".join(row.rstrip() for row in buffer.getvalue().splitlines()) + "\n"
