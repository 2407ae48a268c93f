"""The quytrinh command: one module per command, gathered here."""

from __future__ import annotations

import click

COMMANDS: tuple[click.Command, ...] = ()


@click.group()
def main() -> None:
    """Declare, check, run and look after administrative procedures."""


for command in COMMANDS:
    main.add_command(command)
