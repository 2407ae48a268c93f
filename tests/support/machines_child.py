"""A worker process for tests: takes one job, says so, and hangs until it is killed."""

from __future__ import annotations

import sys
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from engine.platform.db import db
from engine.platform.jobs import Handler, Job, handing
from tests.support.databases import application
from tests.support.machines import SCALED, running


def main(kind: str, url: str, mark: str) -> None:
    """Run one kind of machine on a database until killed."""

    def call(job: Job) -> None:
        Path(mark).touch()
        time.sleep(60)

    def settle(session: Session, job: Job, answer: Any, now: datetime) -> None:
        raise AssertionError("it was to be killed before")

    app = application(url)
    with app.app_context():
        if kind == SCALED:
            handing.scale_out(db.engine)
        with running(kind, app, {"water": Handler(settle, call, lease=timedelta(seconds=1))}, runners=1):
            time.sleep(60)


if __name__ == "__main__":
    main(*sys.argv[1:4])
