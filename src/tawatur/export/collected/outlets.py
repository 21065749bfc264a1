"""Outlets: how much of what each prints is its own, whom it repeats, how often it says so, its delay."""

from __future__ import annotations

from collections.abc import Sequence
from io import StringIO

from ...model.answers import OutletRow, Repeated
from ..terminal import STYLES, clean, console
from ..words import Words, load_words

# So many of those whom an outlet repeats are named in the list; JSON holds all.
_NAMED = 3


def render_outlets(rows: Sequence[OutletRow], lang: str = "en", width: int = 100, color: bool = False, none: str = "collected.nothing") -> str:
    """A table, and what its columns count; `none` is the key of what is said where there are none."""
    from rich.table import Table
    from rich.text import Text

    words = load_words(lang)
    if not rows:
        return words(none) + "\n"
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim", show_edge=False)
    for name in ("outlets.column_outlet", "collected.column_articles", "outlets.column_own", "outlets.column_said",
                 "outlets.column_delay", "outlets.column_repeats"):
        table.add_column(words(name), overflow="fold")
    for row in rows:
        delay = "–" if row.delay is None else words("outlets.days", n=f"{row.delay:g}")
        told = row.said + row.unsaid
        said = words("outlets.said", said=row.said, all=told) if told else "–"
        table.add_row(
            Text(clean(row.outlet) or words("collected.no_outlet"), style=STYLES["outlet"]), str(len(row.articles)),
            _own(row, words), said, delay, Text("; ".join(_repeated(row.repeats, words))),
        )
    buffer = StringIO()
    page = console(buffer, width, color)
    page.print(table)
    page.print()
    page.print(Text(words("outlets.note"), style="dim"))
    return "\n".join(line.rstrip() for line in buffer.getvalue().splitlines()) + "\n"


def _own(row: OutletRow, words: Words) -> str:
    if row.own_least is None or row.own_most is None:
        return "–"
    least, most = round(row.own_least * 100), round(row.own_most * 100)
    return words("outlets.own_exact", least=least) if least == most else words("outlets.own_range", least=least, most=most)


def _repeated(repeats: Sequence[Repeated], words: Words) -> list[str]:
    more = len(repeats) - _NAMED
    return [_repeats(r, words) for r in repeats[:_NAMED]] + ([words("text.more", n=more)] if more > 0 else [])


def _repeats(one: Repeated, words: Words) -> str:
    doubt = f" ({words('outlets.unsure', n=one.doubtful)})" if one.doubtful else ""
    return f"{clean(one.source)} {one.said + one.unsaid}{doubt}"
