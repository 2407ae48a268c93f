"""`quytrinh check`: everything there is to say about a diagram with its forms and tables, without an installation."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from engine.bpmn.checks import Finding, check
from engine.bpmn.definition import Definition
from engine.bpmn.review import review
from engine.bpmn.vocabulary import shipped
from engine.cli.diagrams import forms_of, open_diagram
from engine.connectors import registry
from engine.procedures.sources import tables_beside
from engine.publication import form_files, table_files
from engine.publication.findings import ERROR

_NOT_CHECKED = {
    "units": "đơn vị, chức danh của từng bước có người thật (cần cơ sở dữ liệu tổ chức)",
    "partners": "địa chỉ, khóa và tình trạng của đối tác mà kết nối gọi (cần cơ sở dữ liệu)",
    "templates": "mẫu in của kết quả",
}


@click.command("check")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--stage", type=click.Choice(["draft", "publication"]), default="draft", show_default=True)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.option("--lang", "language", type=click.Choice(["vi", "en"]), default="vi", help="Language of the messages.")
def command(file: Path, stage: str, form: str, language: str) -> None:
    """Check FILE.bpmn; exit 1 when there is an error, 2 when the file cannot be read."""
    definition = open_diagram(file)
    findings = everything(file, definition, stage)
    left_out = not_checked(definition)
    if form == "json":
        click.echo(json.dumps(_as_data(file, findings, left_out, language), ensure_ascii=False, indent=2))
    else:
        _say(findings, left_out, language)
    sys.exit(1 if any(one.severity == "error" for one in findings) else 0)


def everything(file: Path, definition: Definition, stage: str) -> list[Finding]:
    """Findings about the forms and tables beside the diagram, then about the diagram itself."""
    forms, wrong = forms_of(file, definition.key)
    tables = tables_beside(file, definition.key or file.stem)
    words = replace(shipped(), decisions=table_files.decisions(tables), connectors=registry.words())
    about = [*form_files.checked(forms, definition.nodes), *table_files.checked(tables)]
    wrong += [
        Finding(one.code, "error" if one.severity == ERROR else "warning", one.where, one.message, one.hint)
        for one in about
    ]
    return [*wrong, *check(definition, words, stage=stage, forms=forms), *review(definition, forms)]


def not_checked(definition: Definition) -> list[str]:
    """What only an installation can check of this definition."""
    nodes = definition.nodes.values()
    used = {
        "units": any(node.step for node in nodes),
        "partners": any(node.connector for node in nodes),
        "templates": any(result.template for result in definition.results),
    }
    return [name for name, needed in used.items() if needed]


def _as_data(file: Path, findings: Sequence[Finding], left_out: list[str], language: str) -> dict[str, object]:
    rows = [
        {
            "code": one.code,
            "severity": one.severity,
            "element": one.element,
            "message": one.message.said_in(language),
            "hint": one.hint.said_in(language),
        }
        for one in findings
    ]
    return {"file": str(file), "findings": rows, "not_checked": left_out}


def _say(findings: Sequence[Finding], left_out: list[str], language: str) -> None:
    words = {"error": "LỖI", "warning": "lưu ý"} if language == "vi" else {"error": "ERROR", "warning": "note"}
    for one in findings:
        click.echo(f"{words[one.severity]} [{one.code}] {one.element}: {one.message.said_in(language)}")
        click.echo(f"    → {one.hint.said_in(language)}")
    errors = sum(one.severity == "error" for one in findings)
    if language == "vi":
        click.echo(f"{errors} lỗi, {len(findings) - errors} lưu ý.")
        for name in left_out:
            click.echo(f"Chưa kiểm tra: {_NOT_CHECKED[name]}.")
    else:
        click.echo(f"{errors} errors, {len(findings) - errors} notes.")
        click.echo(f"Not checked: {', '.join(left_out) or '–'}.")
