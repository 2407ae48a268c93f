"""`quytrinh feel`: try an expression on some data."""

from __future__ import annotations

from typing import Any

import click

from engine.cli.one_line import OneLineCommand, WrongCall, wants_json
from engine.feel import FeelError, evaluate
from engine.feel.json_text import from_json, to_json, warnings_as_data
from engine.feel.values.printing import as_text


def read_object(text: str, what: str, language: str) -> dict[str, Any]:
    """JSON that must be an object; raises WrongCall."""
    try:
        value = from_json(text)
    except FeelError as error:
        raise WrongCall(f"{what}: {error.said.said_in(language)}") from None
    except (ValueError, RecursionError) as error:
        raise WrongCall(f"{what}: {error}") from None
    if not isinstance(value, dict):
        raise WrongCall(f"{what}: " + ("cần một đối tượng JSON" if language == "vi" else "a JSON object is needed"))
    return value


@click.command("feel", cls=OneLineCommand)
@click.argument("expression")
@click.option("--context", default="{}", metavar="JSON", help='The names it may read; "@\\"2025-07-01\\"" is a date.')
@click.option("--language", type=click.Choice(["vi", "en"]), default="vi", show_default=True)
@click.option("--format", "form", type=click.Choice(["json", "text"]), help="Text on a terminal, JSON otherwise.")
def command(expression: str, context: str, language: str, form: str | None) -> None:
    """Evaluate the FEEL EXPRESSION; exit 2 when it cannot be read."""
    names = read_object(context, "--context", language)
    try:
        result = evaluate(expression, names)
    except FeelError as error:
        raise WrongCall(error.said_in(language)) from None
    warnings = warnings_as_data(result.warnings, language)
    if wants_json(form):
        click.echo(to_json({"value": result.value, "warnings": warnings}))
        return
    click.echo(as_text(result.value))
    for warning in warnings:
        click.echo(f"- {warning['message']}", err=True)
