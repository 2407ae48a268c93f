"""The quytrinh command: one module per command, gathered here."""

from __future__ import annotations

from importlib import import_module

import click

from engine.cli.one_line import OneLineGroup

COMMANDS = (
    "check",
    "table",
    "import-sheet",
    "export-sheet",
    "due",
    "feel",
    "decide",
    "conformance",
    "difference",
    "rehearse",
    "publish",
    "bundle",
    "migrate",
    "demo",
    "serve",
    "worker",
    "connector",
    "doctor",
)


class _Lazy(OneLineGroup):
    """Imports a command only when it is called: commands on files start without the database."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"engine.cli.{cmd_name.replace('-', '_')}").command
        return command


@click.group(cls=_Lazy)
def main() -> None:
    """Declare, check, run and look after administrative procedures."""
