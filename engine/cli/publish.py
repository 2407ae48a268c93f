"""`quytrinh publish`: check a diagram with the forms beside it and publish it as the next version."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import click

from engine.bpmn.errors import Unreadable
from engine.cli.installation import installation
from engine.cli.one_line import OneLineCommand, WrongCall
from engine.platform.db import transaction
from engine.platform.errors import AppError
from engine.platform.time import VIETNAM
from engine.publication.library import Published, publish_file

_FIRST_YEAR: Final = 2000
_LAST_YEAR: Final = 2100


@click.command("publish", cls=OneLineCommand)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--decision", required=True, help="Number of the decision that approves the process.")
@click.option("--drafted-by", required=True, help="Who declared it.")
@click.option("--approved-by", required=True, help="Who approves it; another person.")
@click.option("--from", "effective", help="ISO instant from which it is in force (default: now).")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def command(file: Path, decision: str, drafted_by: str, approved_by: str, effective: str | None, form: str) -> None:
    """Publish FILE with the forms in forms/<key> beside its folder; exit 1 when findings stand in the way."""
    if not file.is_file():
        raise WrongCall(f"không có tệp {file}")
    if not decision.strip():
        raise WrongCall("--decision: cần số quyết định phê duyệt")
    for option, name in (("--drafted-by", drafted_by), ("--approved-by", approved_by)):
        if not name.strip():
            raise WrongCall(f"{option}: cần họ tên")
    if drafted_by.strip().casefold() == approved_by.strip().casefold():
        raise WrongCall("người khai báo không tự phê duyệt: --drafted-by và --approved-by phải khác nhau")
    now = datetime.now(UTC)
    start = _instant(effective) if effective else now
    try:
        with installation(prepare=True), transaction() as session:
            done = publish_file(
                session,
                file,
                drafted_by=drafted_by,
                approved_by=approved_by,
                decision_number=decision,
                effective_from=start,
                now=now,
            )
    except (Unreadable, AppError) as error:
        raise WrongCall(error.said_in("vi")) from error
    _report(done, form)
    sys.exit(0 if done.inspection.publishable else 1)


def _instant(written: str) -> datetime:
    """An ISO time; without zone it is Vietnamese time."""
    try:
        read = datetime.fromisoformat(written.strip())
    except ValueError:
        raise WrongCall(f"--from: không đọc được thời điểm “{written}”; hãy viết như 2026-11-02T10:00") from None
    if not _FIRST_YEAR <= read.year <= _LAST_YEAR:
        raise WrongCall(f"--from: năm {read.year} không hợp lý; nhận từ {_FIRST_YEAR} đến {_LAST_YEAR}")
    return (read if read.tzinfo else read.replace(tzinfo=VIETNAM)).astimezone(UTC)


def _report(done: Published, form: str) -> None:
    if form == "json":
        rows = [{**one.as_data(), "message": one.message.vi, "hint": one.hint.vi} for one in done.inspection.findings]
        click.echo(json.dumps({"key": done.key, "version": done.version_id, "findings": rows}, ensure_ascii=False))
        return
    for one in done.inspection.findings:
        click.echo(f"{one.severity}: {one.where}: {one.message.vi} {one.hint.vi}")
    if done.version_id:
        click.echo(f"Đã công bố {done.key}, phiên bản số {done.version_id}.")
    elif done.inspection.publishable:
        click.echo(f"{done.key}: nội dung này đã được công bố trước đây.")
