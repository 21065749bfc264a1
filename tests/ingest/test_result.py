"""What reading gives back, and when too little was read."""

from __future__ import annotations

import pytest

from tawatur.errors import InputError, LanguageError, TawaturError, UsageError
from tawatur.ingest.result import InputProblem, ReadResult, printable
from tawatur.model import Article

ONE = (Article(id="a", text="خبر"),)
EMPTY = InputProblem("b.txt", "the text is empty", 3, "empty")
ENGLISH = InputProblem("c.txt", "the language looks like English", 4, "language")
DATE = InputProblem("a.txt", "no day", 3, "date", left_out=False)


def test_a_problem_is_one_line_with_its_place() -> None:
    assert EMPTY.line() == "b.txt: the text is empty"


@pytest.mark.parametrize(("problems", "kind"), [
    ((), UsageError), ((DATE,), UsageError), ((EMPTY,), InputError), ((ENGLISH,), LanguageError),
    ((ENGLISH, EMPTY), InputError), ((ENGLISH, ENGLISH), LanguageError), ((DATE, ENGLISH), LanguageError),
])
def test_what_went_wrong_decides_the_error(problems: tuple[InputProblem, ...], kind: type[TawaturError]) -> None:
    with pytest.raises(TawaturError) as caught:
        ReadResult(ONE, problems).require(2)
    assert type(caught.value) is kind
    assert str(caught.value).startswith("2 articles are needed, 1 could be read")


def test_one_problem_stands_in_the_line_several_in_notes() -> None:
    with pytest.raises(InputError, match=r"b\.txt: the text is empty$") as one:
        ReadResult((), (EMPTY,)).require(1)
    assert not getattr(one.value, "__notes__", [])
    with pytest.raises(InputError, match="one article is needed, none could be read; 2 inputs were left out") as two:
        ReadResult((), (EMPTY, ENGLISH)).require(1)
    assert two.value.__notes__ == [EMPTY.line(), ENGLISH.line()]


def test_enough_is_enough_whatever_else_went_wrong() -> None:
    ReadResult(ONE, (EMPTY, ENGLISH)).require(1)
    with pytest.raises(InputError):
        ReadResult(ONE, (EMPTY, ENGLISH)).require(2)


def test_names_as_they_can_be_shown() -> None:
    assert printable("a\x1b[31m\n\udce4/خبر.txt", 99) == "a\ufffd[31m\ufffd?/خبر.txt"
    assert printable("a" * 1000, 300) == "a" * 300
