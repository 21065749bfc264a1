"""Arguments and options that commands share."""

from __future__ import annotations

from typing import Any

import click
import pytest
from click.testing import CliRunner

from tawatur.cli import options


@click.command()
@options.files
@options.shape("text", "json")
@options.output
@options.language()
@options.meta
@options.encoder
@options.names
def echo(**given: Any) -> None:
    click.echo(repr(sorted(given.items())))


def run(*argv: str) -> tuple[int, str]:
    done = CliRunner().invoke(echo, argv)
    return done.exit_code, done.output


def test_what_is_not_given_is_left_open_but_the_language_is_english() -> None:
    assert run("a.txt", "-") == (0, "[('encoder', None), ('files', ('a.txt', '-')), ('form', None), ('lang', 'en'), ('meta', None), ('names', None), ('output', None)]\n")


def test_all_of_them() -> None:
    code, said = run("--format", "json", "-o", "x", "--lang", "ar", "--meta", "m.csv", "--encoder", "lexical", "--names", "rules", "a")
    assert (code, said) == (0, "[('encoder', 'lexical'), ('files', ('a',)), ('form', 'json'), ('lang', 'ar'), ('meta', 'm.csv'), ('names', 'rules'), ('output', 'x')]\n")


@pytest.mark.parametrize("argv", [[], ["--format", "html", "a"], ["--lang", "fr", "a"], ["--output"]])
def test_wrong_usage_leaves_with_two(argv: list[str]) -> None:
    assert run(*argv)[0] == 2
