"""`quytrinh export-sheet`: the office's own sheet printed back from what is declared."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Literal

import click

from engine.cli.diagrams import forms_of, open_diagram
from engine.cli.one_line import OneLineCommand, WrongCall
from engine.procedures.sheets.exporting.edition import Edition
from engine.procedures.sheets.exporting.export import Kind, export_sheet
from engine.procedures.sheets.exporting.layouts import DEFAULT, LAYOUTS
from engine.procedures.sources import beside


@click.command("export-sheet", cls=OneLineCommand)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="FILE.docx or FILE.xlsx.")
@click.option("--layout", type=click.Choice(sorted(LAYOUTS)), default=DEFAULT, help="Columns of the step table.")
@click.option("--decision", default=None, help="Number and day of the decision, printed on the cover.")
@click.option("--edition", default=None, help="Which edition this is, for example: Lần ban hành 2.")
@click.option("--in-force/--not-in-force", default=False, help="Whether this is the edition in force.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def command(
    file: Path,
    out: Path,
    layout: str,
    decision: str | None,
    edition: str | None,
    in_force: bool,
    form: Literal["text", "json"],
) -> None:
    """Print the sheet of FILE.bpmn as Word or Excel; exit 2 when it cannot be read or written."""
    kind = _kind(out)
    definition = open_diagram(file)
    forms, _ = forms_of(file, definition.key)
    about = Edition(
        content_hash=beside(file, definition.key or file.stem).hash,
        version=edition,
        in_force=in_force,
        decision=decision,
        state="Đang có hiệu lực" if in_force else "Bản soạn, chưa ban hành",
    )
    titles = {name: one.title.vi or name for name, one in sorted(forms.items())}
    data = export_sheet(definition, about, kind, layout=layout, form_titles=titles)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_bytes(data)
    except OSError as error:
        raise WrongCall(f"{out}: không ghi được ({error.strerror or 'lỗi'})") from None
    if form == "json":
        click.echo(json.dumps({"file": os.fspath(out)}, ensure_ascii=False))
    else:
        click.echo(f"{definition.name}: {out}")


def _kind(out: Path) -> Kind:
    suffix = out.suffix.lower()
    if suffix == ".docx":
        return "docx"
    if suffix == ".xlsx":
        return "xlsx"
    raise WrongCall(f"{out}: tên tệp phải kết thúc bằng .docx hoặc .xlsx")
