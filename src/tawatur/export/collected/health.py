"""What `tawatur doctor` found and mended, and what was left out when articles were taken in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from ...model import Finding, ProblemRow
from ..terminal import lay_out, line
from ..words import Words, load_words

if TYPE_CHECKING:
    from rich.text import Text

Lines = Iterator["Text | tuple[int, Text]"]


def render_health(
    counts: Mapping[str, int], found: Sequence[Finding], left: Sequence[Finding], repaired: bool,
    lang: str = "en", width: int = 100, color: bool = False,
) -> str:
    """What is there, what was wrong with it (`found`), and what still is (`left`, the same where nothing was mended)."""
    words = load_words(lang)

    def lines() -> Lines:
        plurals = {name: words.count(f"count.{name}", counts.get(name, 0)) for name in ("articles", "versions", "stories", "claims")}
        yield line((words("doctor.holds", **plurals), ""))
        if counts.get("problems"):
            yield line((words("doctor.left_out", n=counts["problems"]), "dim"))
        if not repaired:
            yield from _section("found_head", found, words)
        else:
            yield from _section("mended_head", [f for f in found if f not in left], words)
            yield from _section("left_head", [f for f in found if f in left], words)
            yield from _section("new_head", [f for f in left if f not in found], words)
        yield line((words(f"doctor.{_verdict(found, left, repaired)}"), "head"))

    return lay_out(lines(), width, color)


def render_problems(problems: Sequence[ProblemRow], lang: str = "en") -> str:
    """What was left out, a line each, and why."""
    if not problems:
        return load_words(lang)("doctor.none_left_out") + "\n"
    return "".join(f"{' '.join(p.where.split())}: {' '.join(p.message.split())}\n" for p in problems)


def _section(head: str, findings: Sequence[Finding], words: Words) -> Lines:
    if findings:
        yield line((words(f"doctor.{head}"), "head"))
    for finding in findings:
        yield 2, line((words.get(f"finding.{finding.code}", finding.message), ""))
        yield 4, line((f"{finding.code}: {finding.message}", "dim"))


def _verdict(found: Sequence[Finding], left: Sequence[Finding], repaired: bool) -> str:
    if not left:
        return "mended" if found else "well"
    return "stays" if repaired or not any(f.repairable for f in left) else "repair"
