"""`quytrinh import-sheet`: from the office's own Word or Excel sheet to drafts, with every doubt at its cell."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import click

from engine.cli.one_line import OneLineCommand, WrongCall, wants_json
from engine.procedures.sheets.as_data import as_data
from engine.procedures.sheets.drafting.drafts import Draft, drafts_of
from engine.procedures.sheets.errors import UnreadableSheet
from engine.procedures.sheets.importing import Imported, import_sheet
from engine.procedures.sheets.package import MAX_FILE
from engine.procedures.sheets.process import Process


@click.command("import-sheet", cls=OneLineCommand)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Folder for the drafts and their forms.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default=None)
def command(file: Path, out: Path | None, form: str | None) -> None:
    """Read the processes printed in FILE.docx or FILE.xlsx; exit 1 when it holds none, 2 when it cannot be read."""
    imported = _read(file)
    drafts = drafts_of(imported) if out is not None else []
    files = _written(drafts, out) if out is not None else {}
    if wants_json(form):
        click.echo(json.dumps(as_data(imported.processes, files), ensure_ascii=False, indent=2))
    else:
        _say(imported, files)
    if not imported.processes:
        click.echo(f"quytrinh import-sheet: {file}: không tìm thấy bảng quy trình nào trong tệp.", err=True)
        sys.exit(1)


def _read(file: Path) -> Imported:
    try:
        with file.open("rb") as stream:
            data = stream.read(MAX_FILE + 1)
    except OSError as error:
        raise WrongCall(f"{file}: không mở được tệp ({error.strerror or 'lỗi'})") from None
    try:
        return import_sheet(data)
    except UnreadableSheet as error:
        raise WrongCall(f"{file}: {error.text.vi}") from None


def _written(drafts: list[Draft], out: Path) -> dict[int, str]:
    """Write ``<out>/procedures_bpmn/<key>.bpmn`` and ``<out>/forms/<key>/<form>.json``; the files by process."""
    files: dict[int, str] = {}
    try:
        for draft in drafts:
            path = out / "procedures_bpmn" / f"{draft.key}.bpmn"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(draft.bpmn)
            forms = out / "forms" / draft.key
            forms.mkdir(parents=True, exist_ok=True)
            for name, data in draft.forms.items():
                (forms / f"{name}.json").write_bytes(data)
            for position in draft.processes:
                files[position] = os.fspath(path)
    except OSError as error:
        raise WrongCall(f"{out}: không ghi được ({error.strerror or 'lỗi'})") from None
    return files


def _say(imported: Imported, files: dict[int, str]) -> None:
    for position, process in enumerate(imported.processes):
        code = f" ({', '.join(process.codes)})" if process.codes else ""
        case = f" – {process.case}" if process.case else ""
        click.echo(f"{process.title or '(chưa rõ tên)'}{code}{case}: {_counted(process)}")
        for point in process.points():
            place = _place(point.where.table, point.where.row, point.where.column)
            click.echo(f"    ? {place}{point.reason.vi}")
        if position in files:
            click.echo(f"    → {files[position]}")


def _counted(process: Process) -> str:
    steps, points = len(list(process.steps())), len(list(process.points()))
    return f"{steps} bước, {points} điểm cần xem."


def _place(table: int | str | None, row: int | None, column: int | str | None) -> str:
    if table is None:
        return ""
    return f"bảng {table}, dòng {row}, cột {column}: "
