"""`quytrinh decide`: try a decision of a DMN file on some inputs."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import click

from engine.cli.feel import read_object
from engine.cli.one_line import OneLineCommand, WrongCall, wants_json
from engine.decisions import Model, Outcome, UnreadableModel, load
from engine.feel.json_text import to_json, warnings_as_data
from engine.feel.values.printing import as_text


def open_model(file: Path, language: str) -> Model:
    """The model of a file, with the files beside it that it imports; raises WrongCall."""
    try:
        data = file.read_bytes()
        others = [path.read_bytes() for path in sorted(file.parent.glob("*.dmn")) if path != file]
        return load(data, imports=others if b"import" in data else ())
    except OSError as error:
        raise WrongCall(f"{file}: {error.strerror}") from None
    except UnreadableModel as error:
        raise WrongCall(f"{file}: {error.said.said_in(language)}") from None


@click.command("decide", cls=OneLineCommand)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--decision", required=True, metavar="ID", help="The id or the name of the decision.")
@click.option("--input", "inputs", default="{}", metavar="JSON", help='Inputs by name; "@\\"2025-07-01\\"" is a date.')
@click.option("--language", type=click.Choice(["vi", "en"]), default="vi", show_default=True)
@click.option("--format", "form", type=click.Choice(["json", "text"]), help="Text on a terminal, JSON otherwise.")
def command(file: Path, decision: str, inputs: str, language: str, form: str | None) -> None:
    """Decide DECISION of FILE.dmn; exit 2 when the file or the call cannot be understood."""
    model = open_model(file, language)
    if model.element(decision) is None:
        known = ", ".join(element.name for element in model.elements)
        vi, en = f"không có quyết định “{decision}”; có: {known}", f"no decision “{decision}”; there are: {known}"
        raise WrongCall(vi if language == "vi" else en)
    outcome = model.decide(decision, read_object(inputs, "--input", language))
    warnings = warnings_as_data(outcome.warnings, language)
    if wants_json(form):
        click.echo(to_json({"outputs": outcome.value, "rules": _rules(outcome), "warnings": warnings}))
        return
    click.echo(as_text(outcome.value))
    for rule in outcome.rules:
        click.echo(f"{rule.table}: {'dòng' if language == 'vi' else 'rule'} {rule.rule}")
    for warning in warnings:
        click.echo(f"- {warning['message']}", err=True)


def _rules(outcome: Outcome) -> list[dict[str, object]]:
    return [
        {"table": rule.table, "rule": Decimal(rule.rule), "id": rule.id, "annotations": list(rule.notes)}
        for rule in outcome.rules
    ]
