"""Every command refuses in one line on stderr and exits with 2, wrong calls included."""

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


class OneLineGroup(click.Group):
    """The command as a whole: whatever click itself refuses is one line, too, for every command under it."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run; a wrong call leaves with 2 after one line."""
        if not kwargs.get("standalone_mode", True):
            return super().main(*args, **kwargs)
        try:
            return super().main(*args, **{**kwargs, "standalone_mode": False})
        except click.UsageError as error:
            _refuse(WrongCall(error.format_message(), _command_of(error)))
        except click.ClickException as error:
            _refuse(error)
        except click.Abort:
            sys.exit(1)


def _command_of(error: click.UsageError) -> str:
    """The command that was called wrongly; nothing when it is the program itself."""
    return (error.ctx.info_name or "") if error.ctx is not None and error.ctx.parent is not None else ""


def _refuse(error: click.ClickException) -> None:
    error.show()
    sys.exit(error.exit_code)


def wants_json(form: str | None) -> bool:
    """JSON when asked for, or when nobody reads along."""
    return form == "json" or (form is None and not sys.stdout.isatty())
