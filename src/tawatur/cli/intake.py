"""How `add`, `fetch` and `doctor` show their work: a moving line while it runs, what came of it at the end."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from ..errors import InputError, LanguageError
from . import place
from .exits import INTERRUPTED, PARTIAL
from .output import complain, write

if TYPE_CHECKING:
    from ..collection import AddReport, Progress
    from ..collection.report import Tell

# Lines on stderr for what was left out; the rest is counted by reason. `doctor --problems` and JSON hold all.
_LINES = 20


@contextlib.contextmanager
def moving(lang: str = "en", confirm: bool = False) -> Iterator[Tell]:
    """What `Collection.add` tells its progress to: a bar with rates on a terminal, else nothing.

    With `confirm` the id of each article that is on the disk for good goes to standard output, a line each.
    """
    def confirmed(told: Progress) -> None:
        if confirm and told.confirmed:
            click.echo("\n".join(told.confirmed))

    if not place.interactive():
        yield confirmed
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        SpinnerColumn,
        TextColumn,
        TimeElapsedColumn,
    )
    from rich.progress import Progress as Bars

    from ..export.words import load_words

    words = load_words(lang)
    labels = {"adding": words("adding.reading"), "grouping": words("adding.grouping"), "comparing": words("adding.comparing")}
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(),
               TextColumn("{task.fields[rate]}"), TimeElapsedColumn(), TextColumn("[dim]{task.fields[where]}"))
    with Bars(*columns, console=Console(stderr=True), transient=True) as bars:
        tasks = {}

        def tell(told: Progress) -> None:
            confirmed(told)
            if told.step not in tasks:
                tasks[told.step] = bars.add_task(labels[told.step], total=None, rate="", where="")
            bars.update(tasks[told.step], completed=told.done, total=told.total, where=(told.input or "")[-50:],
                        rate=f"{told.per_second:.1f}/s" if told.per_second else "")

        yield tell


def show(report: AddReport, stories: int, form: str, lang: str, output: str | None) -> int:
    """Say what came of it; the exit code: INTERRUPTED where it was stopped, PARTIAL where something was left out.

    Where that was all, the code is that of `tawatur compare` for inputs that can't be read.
    """
    if form == "json":
        write(place.as_json({**_fields(report), "articles": report.articles, "per_second": report.per_second}), output)
    else:
        write(_summary(report, stories, lang), output)
        _problems(report, lang)
    if report.stopped:
        return INTERRUPTED
    if not report.skipped:
        return 0
    if report.articles or report.same or report.older or report.unchanged or report.feeds:
        return PARTIAL
    return LanguageError.exit_code if all(p.code == "language" for p in report.problems) else InputError.exit_code


def _fields(report: AddReport) -> dict[str, object]:
    return {name: getattr(report, name) for name in report.__struct_fields__}


def _summary(report: AddReport, stories: int, lang: str) -> str:
    from ..export.words import load_words

    words = load_words(lang)
    lines = [words("adding.done", articles=words.count("count.articles", report.articles), new=report.new,
                   changed=report.changed, same=report.same, skipped=report.skipped)]
    lines.append(words("adding.stories", stories=words.count("count.stories", stories), compared=report.stories_compared))
    if report.articles and report.elapsed >= 1:
        steps = [words("adding.seconds", step=words(f"adding.step_{step}"), n=f"{seconds:.1f}") for step, seconds in report.seconds.items()]
        lines.append(words("adding.rate", rate=f"{report.per_second:g}", steps=words.commas(steps)))
    if report.outdated:
        lines.append(words("adding.outdated", articles=words.count("count.articles", report.outdated)))
    if report.stopped:
        lines.append(words("adding.again"))
    return "\n".join(lines)


def _problems(report: AddReport, lang: str) -> None:
    """The first of what was left out, each with its reason, and how many more there are of each kind."""
    for problem in report.problems[:_LINES]:
        complain(f"{problem.where}: {problem.message}")
    rest: dict[str, int] = {}
    for problem in report.problems[_LINES:]:
        rest[problem.code] = rest.get(problem.code, 0) + 1
    if rest:
        from ..export.words import load_words

        kinds = ", ".join(f"{count} {code}" for code, count in sorted(rest.items(), key=lambda item: (-item[1], item[0])))
        complain(load_words(lang)("adding.more", n=sum(rest.values()), kinds=kinds))
