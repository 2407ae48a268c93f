"""Composition root: ``create_app`` wires settings, database, pages and jobs together; nothing else lives here."""

from __future__ import annotations

import atexit
import os

from flask import Flask

import admin_ui
from engine.dossiers import calling, outward
from engine.dossiers.handlers import HANDLERS
from engine.dossiers.papers import pdf_jobs
from engine.dossiers.reminders import handlers as reminding
from engine.platform import db, jobs, upkeep
from engine.platform.settings import Settings
from engine.platform.time import Now, system_now
from engine.publication.imports import jobs as sheets
from migrations import tables


def create_app(settings: Settings | None = None, now: Now = system_now) -> Flask:
    """Return the application; with ``settings.run_jobs`` its jobs run on threads of this process."""
    chosen = settings or Settings.from_env()
    tables.load()
    app = Flask("quytrinh", static_folder=None)
    db.init_app(app, chosen.database_url)
    admin_ui.register(app, chosen, now)
    reminders = reminding.of_installation(chosen.base_url, os.environ)
    if chosen.run_jobs:
        with app.app_context(), db.transaction() as session:
            upkeep.schedule(session, now())
            reminding.schedule(session, now())
            outward.schedule(session, now())
        calls = [calling.of_installation(chosen.secret_key, now, chosen.partner_folders)] * calling.RUNNERS
        books = outward.of_installation(chosen.secret_key, now, chosen.files, chosen.partner_folders)
        others = (sheets.handlers(now), pdf_jobs.of_installation(chosen), books, *calls)
        for handlers in ({**HANDLERS, **upkeep.HANDLERS}, reminders, *others):
            runner = jobs.Runner(app, now, handlers)
            runner.start()
            atexit.register(runner.stop)
    return app
