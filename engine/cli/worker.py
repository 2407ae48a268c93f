"""`quytrinh worker`: runs jobs (timers, closings) beside web processes that do not."""

from __future__ import annotations

import os
import signal

import click
from flask import current_app

from engine.cli.installation import installation
from engine.dossiers import calling, outward
from engine.dossiers.handlers import HANDLERS
from engine.dossiers.papers import pdf_jobs
from engine.dossiers.reminders import handlers as reminding
from engine.platform import jobs, upkeep
from engine.platform.db import transaction
from engine.platform.time import system_now
from engine.publication.imports import jobs as sheets


@click.command("worker")
def command() -> None:
    """Run jobs until stopped; the one in hand is finished first."""
    with installation() as settings:
        application = current_app._get_current_object()  # type: ignore[attr-defined]
        with transaction() as session:
            upkeep.schedule(session, system_now())
            reminding.schedule(session, system_now())
            outward.schedule(session, system_now())
        runner = jobs.Runner(application, system_now, {**HANDLERS, **upkeep.HANDLERS})
        jobs.Runner(application, system_now, sheets.handlers(system_now)).start()
        jobs.Runner(application, system_now, pdf_jobs.of_installation(settings)).start()
        books = outward.of_installation(settings.secret_key, system_now, settings.files, settings.partner_folders)
        jobs.Runner(application, system_now, books).start()
        for _ in range(calling.RUNNERS):
            jobs.Runner(
                application,
                system_now,
                calling.of_installation(settings.secret_key, system_now, settings.partner_folders),
            ).start()
        jobs.Runner(application, system_now, reminding.of_installation(settings.base_url, os.environ)).start()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: runner.stop(0))
        runner.run()
