"""`quytrinh table`: the steps table of a diagram."""

from __future__ import annotations

import json
from pathlib import Path

import click

from engine.bpmn.table import Row, Table, read
from engine.bpmn.timing import Total
from engine.cli.diagrams import number, open_diagram


@click.command("table")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def command(file: Path, form: str) -> None:
    """Print the steps of FILE.bpmn as a table, or say which elements make it no table."""
    table = read(open_diagram(file))
    if form == "json":
        click.echo(json.dumps(as_data(table), ensure_ascii=False, indent=2))
    else:
        _say(table)


def as_data(table: Table) -> dict[str, object]:
    """The table as the command's JSON."""
    rows = [_row(row) for row in table.rows]
    if table.not_a_table:
        reasons = [{"element": one.element, "reason": one.reason.vi} for one in table.not_a_table]
        return {"not_a_table": reasons, "rows": rows}
    return {"rows": rows, "totals": [_total(total) for total in table.totals]}


def _row(row: Row) -> dict[str, object]:
    return {
        "no": row.no,
        "case": " ".join(row.case) or None,
        "unit": row.unit,
        "post": row.post,
        "content": row.content,
        "limit": number(row.limit),
        "limit_unit": row.limit_unit if row.limit is not None else None,
        "hours": number(row.hours),
        "count": row.count,
        "shared_group": row.shared_group,
        "form": row.form,
        "outcomes": [{"id": one.id, "name": one.name, "goes_to": one.goes_to} for one in row.outcomes],
        "block": row.block,
    }


def _total(total: Total) -> dict[str, object]:
    return {"case": total.case, "total_hours": number(total.total_hours), "term_hours": number(total.term_hours)}


def _say(table: Table) -> None:
    for row in table.rows:
        hours = "–" if row.hours is None else f"{number(row.hours)} giờ"
        who = f"{row.unit or '?'} · {row.post or '?'}"
        click.echo(f"{row.no:>4}  {hours:>9}  {who}: {' '.join(row.content.split())[:100]}")
        for one in row.outcomes:
            click.echo(f"{'':17}{one.name or one.id} → {one.goes_to}")
    for total in table.totals:
        case = f"Trường hợp {total.case}: " if total.case else ""
        term = "–" if total.term_hours is None else f"{number(total.term_hours)} giờ"
        click.echo(f"{case}tổng {number(total.total_hours)} giờ, thời hạn {term}.")
    for odd in table.not_a_table:
        click.echo(f"Không thành bảng: {odd.element}: {odd.reason.vi}")
