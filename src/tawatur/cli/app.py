"""The group of commands; each lives in a file of its own and is imported when it is asked for."""

from __future__ import annotations

from importlib import import_module

import click

from .. import __version__

_COMMANDS = (
    "compare", "annotate", "demo", "schema",
    "init", "add", "fetch", "watch", "stories", "story", "search", "article", "who", "outlets", "agenda",
    "export", "doctor", "serve", "account", "mcp",
)


class _Lazy(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = import_module(f"{__package__}.{cmd_name}").command
        return command


@click.command(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="tawatur")
def app() -> None:
    """Which claims of Arabic news articles agree, which differ, and who stands behind each."""
