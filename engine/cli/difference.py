"""`quytrinh difference`: what changed between two declarations, in sentences or as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import click

from engine.cli.one_line import OneLineCommand, WrongCall, wants_json
from engine.platform.errors import AppError
from engine.procedures import sources
from engine.procedures.sources import Sources
from engine.publication import differences
from engine.publication.inspection import read_diagram


@click.command("difference", cls=OneLineCommand)
@click.argument("before", type=click.Path(path_type=Path))
@click.argument("after", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default=None)
def command(before: Path, after: Path, form: str | None) -> None:
    """Tell what changed from BEFORE.bpmn to AFTER.bpmn, their forms and tables included; exit 2 when one is broken."""
    try:
        found = differences.between(_files(before), _files(after))
    except AppError as error:
        raise WrongCall(error.said_in("vi")) from error
    if wants_json(form):
        click.echo(json.dumps({"changes": differences.as_data(found)}, ensure_ascii=False, indent=2))
        return
    for one in found:
        click.echo(f"- {one.message.vi}")
    click.echo(f"{len(found)} điểm khác.")


def _files(path: Path) -> Sources:
    if not path.is_file():
        raise WrongCall(f"không có tệp {path}")
    return sources.beside(path, read_diagram(path.read_bytes()).key or path.stem)
