"""The two applications gunicorn serves for the throughput benchmark: ours, and one built the naive way."""

from __future__ import annotations

import os
from pathlib import Path

from flask import Flask, redirect, request
from werkzeug.wrappers import Response

from app import create_app
from benchmarks.support.installation import MONDAY
from benchmarks.support.naive import Naive
from engine.platform.settings import Settings
from engine.platform.time import FixedClock

SECRET = "a secret of the benchmarks"
URL, FOLDER = "BENCH_URL", "BENCH_FOLDER"


def settings() -> Settings:
    """What both the server and whoever logs people in agree on."""
    folder = Path(os.environ[FOLDER])
    return Settings(var=folder, database_url=os.environ[URL], secret_key=SECRET, files=folder / "files", run_jobs=False)


def ours() -> Flask:
    """The product itself, with its clock standing at the benchmarks' Monday."""
    return create_app(settings(), FixedClock(MONDAY))


def naive() -> Flask:
    """One route that completes a task: no log-in, no rights, no token against forged requests."""
    app, engine = Flask("naive"), Naive(os.environ[URL])

    def complete(task_id: int) -> Response:
        engine.complete(task_id, {**request.form.to_dict()})
        return redirect("/", 303)

    app.add_url_rule("/task/<int:task_id>", "complete", complete, methods=["POST"])
    return app
