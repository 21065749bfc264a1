"""The group of commands."""

from __future__ import annotations

import click
import pytest
from click.testing import CliRunner

from tawatur import __version__
from tawatur.cli.app import app

CONTEXT = click.Context(app)


def test_commands_stand_in_the_order_of_use() -> None:
    assert app.list_commands(CONTEXT) == [
        "compare", "annotate", "demo", "schema", "init", "add", "fetch", "watch", "stories", "story", "search", "article",
        "who", "outlets", "agenda", "export", "doctor", "serve", "account", "mcp",
    ]


@pytest.mark.parametrize("name", app.list_commands(CONTEXT))
def test_each_name_leads_to_the_command_of_that_name(name: str) -> None:
    command = app.get_command(CONTEXT, name)
    assert command is not None
    assert command.name == name
    assert command.get_short_help_str(200) in CliRunner().invoke(app, ["--help"]).output


@pytest.mark.parametrize("name", ["options", "output", "Compare", "..errors"])
def test_other_modules_are_no_commands(name: str) -> None:
    assert app.get_command(CONTEXT, name) is None


def test_the_version_is_that_of_the_package() -> None:
    assert CliRunner().invoke(app, ["--version"]).output == f"tawatur, version {__version__}\n"
