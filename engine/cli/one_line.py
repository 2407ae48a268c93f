"""Commands on files refuse in one line on stderr and exit with 2, wrong calls included."""

from __future__ import annotations

import sys
from typing import Any

import click


class WrongCall(click.ClickException):
    """A refusal: one line, exit code 2."""

    exit_code = 2

    def __init__(self, message: str, command: str = "") -> None:
        super().__init__(" ".join(message.split()))
        self.command = command

    def show(self, file: Any = None) -> None:
        """Print the line on stderr."""
        click.echo(f"quytrinh {self.command}: {self.message}".replace(" :", ":"), err=True)


class OneLineCommand(click.Command):
    """A command whose refusals, and whose usage errors, are one line."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            raise WrongCall(error.format_message(), self.name or "") from None

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except WrongCall as error:
            error.command = self.name or ""
            raise


def wants_json(form: str | None) -> bool:
    """JSON when asked for, or when nobody reads along."""
    return form == "json" or (form is None and not sys.stdout.isatty())
