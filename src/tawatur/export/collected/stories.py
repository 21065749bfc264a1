"""Stories, one line each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import StringIO
from typing import TYPE_CHECKING

from ...model import OriginCount, StoryRow
from ..terminal import STYLES, clean, console, lay_out, line
from ..words import Words, load_words

if TYPE_CHECKING:
    from rich.text import Text

    from ...reporting import StoryReport

# Wide enough that nothing is ever wrapped where the output is no terminal: one line is one story.
_NO_LIMIT = 100_000


def render_stories(
    rows: Sequence[StoryRow], lang: str = "en", width: int | None = None, color: bool = False, more: int = 0,
    none: str = "collected.nothing",
) -> str:
    """One line a story: id, independent origins, outlets, articles, days, title.

    Titles are cut at `width` columns; None leaves them whole. `more` is the number of stories that
    are not shown, `none` the key of what is said where there are none. Raises UsageError for a language that there is none of.
    """
    from rich.table import Table
    from rich.text import Text

    words = load_words(lang)
    if not rows:
        return words(none) + "\n"
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim", show_edge=False)
    for name in ("story", "origins", "outlets", "articles", "seen", "title"):
        right = name in ("outlets", "articles")
        table.add_column(words(f"collected.column_{name}"), no_wrap=True, justify="right" if right else "left",
                         overflow="ellipsis" if name == "title" else "fold")
    for row in rows:
        table.add_row(
            Text(row.id, style=STYLES["dim"]), Text(origins(row.independent_origins), style=STYLES["accent"]),
            outlets(row), str(len(row.articles)), days(row.first_seen, row.last_seen),
            Text(_title(row, words)),
        )
    buffer = StringIO()
    console(buffer, width or _NO_LIMIT, color).print(table)
    text = "\n".join(line.rstrip() for line in buffer.getvalue().splitlines()) + "\n"
    return text + (words("collected.more", n=more) + "\n" if more else "")


def render_story(report: StoryReport, lang: str = "en", width: int = 100, color: bool = False) -> str:
    """The story's own lines above its comparison: title, id, days, the stories it follows, what was not compared."""
    words = load_words(lang)

    def lines() -> Iterator[Text]:
        yield line((report.title or words("collected.untitled"), "head"))
        span = words("story.span", outlets=words.count("count.outlets", len(report.outlets)),
                     articles=words.count("count.articles", len(report.members)), days=days(report.first_seen, report.last_seen))
        follows = words("collected.follows", story=words.commas([x.earlier for x in report.links])) if report.links else ""
        yield line((report.id, "dim"), (span, ""), (follows, "accent"))
        compared = {record.id for record in report.articles}
        if left := [member for member in report.members if member not in compared]:
            yield line((words("story.left", articles=words.commas(left)), "dim"))

    return lay_out(lines(), width, color)


def origins(count: OriginCount | None) -> str:
    """`2`, `1–3`, or `–` where the story has not been compared yet."""
    if count is None:
        return "–"
    return str(count.certain) if count.certain == count.at_most else f"{count.certain}–{count.at_most}"


def outlets(row: StoryRow) -> str:
    """`3`; `2+?` where the outlet of an article is not known."""
    return f"{len(row.outlets)}+?" if row.unnamed else str(len(row.outlets))


def days(first: str, last: str) -> str:
    """`2015-08-02`, or `2015-08-02 – 04` with as much of the second day as differs."""
    if first == last:
        return first
    same = 8 if first[:7] == last[:7] else 5 if first[:4] == last[:4] else 0
    return f"{first} – {last[same:]}"


def _title(row: StoryRow, words: Words) -> str:
    title = clean(row.title) or words("collected.untitled")
    if not row.links:
        return title
    return f"{title}  ({words('collected.follows', story=words.commas([link.earlier for link in row.links]))})"
