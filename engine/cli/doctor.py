"""`quytrinh doctor`: does everything hold that must always hold?"""

from __future__ import annotations

import json
import sys

import click

from engine.cli.installation import installation
from engine.documents.store import FileStore
from engine.dossiers import doctor
from engine.platform.db import reading


@click.command("doctor")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def command(form: str) -> None:
    """Examine the database and the file store; exit 1 when something is wrong."""
    with installation() as settings, reading() as session:
        findings = doctor.examine(session, FileStore(settings.files))
    if form == "json":
        rows = [{"invariant": f.invariant, "subject": f.subject, "message": f.message.vi} for f in findings]
        click.echo(json.dumps({"checks": len(doctor.CHECKS), "findings": rows}, ensure_ascii=False))
    else:
        for found in findings:
            click.echo(f"{found.invariant} {found.subject}: {found.message.vi}")
        click.echo(f"{len(doctor.CHECKS)} nhóm kiểm tra, {len(findings)} lỗi." if findings else "Không có lỗi.")
    sys.exit(1 if findings else 0)
