"""`quytrinh worker` as a process: it does what is due and stops on SIGTERM with nothing left in hand."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from flask import Flask

from engine.platform import migrate, upkeep
from engine.platform.db import db, transaction
from engine.platform.jobs import enqueue
from engine.platform.time import system_now
from tests.support.databases import application
from tests.support.machines import states, until

_ROOT = Path(__file__).resolve().parents[3]
_KEY = "platform.upkeep/now"


def started(url: str, folder: Path, jobs: str) -> subprocess.Popen[bytes]:
    env = {**os.environ, "QUYTRINH_VAR": str(folder), "QUYTRINH_DATABASE_URL": url, "QUYTRINH_JOBS": jobs}
    words = [sys.executable, "-c", "from engine.cli import main; main()", "worker"]
    return subprocess.Popen(words, cwd=_ROOT, env=env, stderr=subprocess.PIPE)


def test_a_worker_does_what_is_due_and_stops_when_asked(
    bare_database_url: str, database_kind: str, tmp_path: Path
) -> None:
    app: Flask = application(bare_database_url)
    with app.app_context():
        migrate.upgrade(db.engine)
        with transaction() as session:
            enqueue(session, upkeep.KIND, _KEY, now=system_now())
        worker = started(bare_database_url, tmp_path, "procrastinate" if database_kind == "postgresql" else "embedded")
        try:
            until(lambda: states()[_KEY] == "done", 40)
        finally:
            worker.send_signal(signal.SIGTERM)
        assert worker.wait(30) == 0, said(worker)
        assert "running" not in states().values()
        db.engine.dispose()


def said(worker: Any) -> str:
    return str(worker.stderr.read().decode())
