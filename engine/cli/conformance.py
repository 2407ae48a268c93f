"""`quytrinh conformance`: run a folder of the DMN Technology Compatibility Kit."""

from __future__ import annotations

import sys
from decimal import Decimal
from pathlib import Path

import click

from engine.cli.one_line import OneLineCommand, WrongCall, wants_json
from engine.decisions.conformance.runner import FAILED, Verdict, counted, run_folder
from engine.feel.json_text import to_json


@click.command("conformance", cls=OneLineCommand)
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--language", type=click.Choice(["vi", "en"]), default="vi", show_default=True)
@click.option("--format", "form", type=click.Choice(["json", "text"]), help="Text on a terminal, JSON otherwise.")
def command(folder: Path, language: str, form: str | None) -> None:
    """Run every test case under FOLDER; exit 1 when one fails, 2 when there is none."""
    if not folder.is_dir():
        raise WrongCall(f"{folder}: " + ("không phải thư mục" if language == "vi" else "not a folder"))
    verdicts = run_folder(folder)
    if not verdicts:
        raise WrongCall(f"{folder}: " + ("không có tệp kiểm thử" if language == "vi" else "no test files"))
    counts = dict(counted(verdicts))
    if wants_json(form):
        numbers = {status: Decimal(count) for status, count in counts.items()}
        click.echo(_spoken(counts), err=True)
        click.echo(to_json({**numbers, "cases": [_case(each) for each in verdicts]}))
    else:
        for verdict in verdicts:
            if verdict.status == FAILED:
                click.echo(f"{verdict.id}: {verdict.reason}")
        click.echo(_spoken(counts))
    sys.exit(1 if counts[FAILED] else 0)


def _spoken(counts: dict[str, int]) -> str:
    return ", ".join(f"{count} {status}" for status, count in counts.items())


def _case(verdict: Verdict) -> dict[str, object]:
    return {
        "id": verdict.id,
        "status": verdict.status,
        "expected": verdict.expected,
        "actual": verdict.actual,
        "reason": verdict.reason,
    }
