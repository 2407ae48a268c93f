"""Composition root: ``create_app`` wires settings, database, pages and jobs together; nothing else lives here."""

from __future__ import annotations

import atexit

from flask import Flask

import admin_ui
from engine.cli import work
from engine.platform import db, jobs
from engine.platform.jobs import handing
from engine.platform.settings import PROCRASTINATE, Settings
from engine.platform.time import Now, system_now
from migrations import tables


def create_app(settings: Settings | None = None, now: Now = system_now) -> Flask:
    """Return the application; with ``settings.run_jobs`` its jobs run on threads of this process,
    unless they are handed to workers."""
    chosen = settings or Settings.from_env()
    tables.load()
    app = Flask("quytrinh", static_folder=None)
    db.init_app(app, chosen.database_url)
    admin_ui.register(app, chosen, now)
    if chosen.jobs == PROCRASTINATE:
        with app.app_context():
            handing.scale_out(db.db.engine)
    elif chosen.run_jobs:
        with app.app_context(), db.transaction() as session:
            work.schedule(session, now)
        crew = jobs.Crew(app, now, work.of_installation(chosen, now))
        crew.start()
        atexit.register(crew.stop)
    return app
