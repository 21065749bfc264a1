"""What doctor found, laid out."""

from __future__ import annotations

import pytest

from tawatur.export.collected.health import render_health, render_problems
from tawatur.export.words import load_words
from tawatur.model import Finding, ProblemRow

COUNTS = {"articles": 8, "versions": 9, "stories": 3, "claims": 33, "problems": 0}
ORPHANS = Finding(code="orphans", message="3 mentions have no name", repairable=True)
LOST = Finding(code="lost", message="articles: 1 stretches of rows can't be read", repairable=False)


STAYS = load_words("en")("doctor.stays")


@pytest.mark.parametrize(("found", "left", "repaired", "last"), [
    ([], [], False, "All is well."), ([], [], True, "All is well."),
    ([ORPHANS], [ORPHANS], False, "`tawatur doctor --repair` mends what can be mended."),
    ([ORPHANS], [], True, "All was mended."),
    ([LOST], [LOST], False, STAYS),
    ([ORPHANS, LOST], [LOST], True, STAYS),
])
def test_the_last_line_says_what_to_do(found: list[Finding], left: list[Finding], repaired: bool, last: str) -> None:
    shown = render_health(COUNTS, found, left, repaired, width=300).splitlines()
    assert shown[0] == "8 articles in 9 versions, 3 stories, 33 claims"
    assert shown[-1] == last


def test_what_was_mended_and_what_was_not_stand_apart() -> None:
    shown = render_health(COUNTS, [ORPHANS, LOST], [LOST], True)
    assert shown.index("Mended\n") < shown.index("3 mentions have no name") < shown.index("Not mended\n") < shown.index("lost: ")


def test_a_finding_is_told_in_the_language_of_the_reader() -> None:
    shown = render_health({**COUNTS, "problems": 2}, [ORPHANS], [ORPHANS], False, "ar")
    assert load_words("ar")("finding.orphans") in shown
    assert "متروك: 2" in shown


def test_a_code_that_has_no_words_yet_is_told_by_its_message() -> None:
    odd = Finding(code="comet", message="a comet fell on it", repairable=False)
    assert "  a comet fell on it\n" in render_health(COUNTS, [odd], [odd], False, "ar")


def test_what_was_left_out_is_a_line_each() -> None:
    rows = [ProblemRow(input="a", where="a:3", code="empty", message="no text\nin it", seen="2026-03-01T00:00:00Z")]
    assert render_problems(rows) == "a:3: no text in it\n"
    assert render_problems([]) == "Nothing was left out.\n"
