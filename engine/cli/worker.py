"""`quytrinh worker`: runs jobs (timers, closings, calls, papers, mail) beside web processes that do not."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable

import click
from flask import Flask, current_app

from engine.cli import work
from engine.cli.installation import installation
from engine.cli.one_line import WrongCall
from engine.platform import jobs
from engine.platform.db import db, transaction
from engine.platform.jobs import handing, schema
from engine.platform.jobs.procrastinating import Scaled
from engine.platform.settings import PROCRASTINATE, Settings
from engine.platform.time import system_now

_LOOK = 0.2
"""Seconds between two looks whether a signal has come: a handler of signals may take no lock."""


@click.command("worker")
def command() -> None:
    """Run jobs until stopped; those in hand are finished first."""
    with installation() as settings:
        application = current_app._get_current_object()  # type: ignore[attr-defined]
        with transaction() as session:
            work.schedule(session, system_now)
        run = _scaled if settings.jobs == PROCRASTINATE else _embedded
        run(application, settings)


def _embedded(app: Flask, settings: Settings) -> None:
    asked: list[bool] = []
    crew = jobs.Crew(app, system_now, work.of_installation(settings, system_now))
    _on_signals(lambda: asked.append(True))
    crew.start()
    while not asked:
        time.sleep(_LOOK)
    crew.stop()


def _scaled(app: Flask, settings: Settings) -> None:
    with db.engine.connect() as connection:
        if not schema.is_current(connection):
            raise WrongCall("các bảng của Procrastinate chưa theo phiên bản đã cài; hãy chạy: quytrinh migrate")
    handing.scale_out(db.engine)
    todo = work.of_installation(settings, system_now)
    handlers = {kind: handler for one in todo for kind, handler in one.handlers.items()}
    machine = Scaled(app, settings.database_url, system_now, handlers, work.queues(todo))
    _on_signals(machine.stop)
    machine.run()


def _on_signals(stop: Callable[[], None]) -> None:
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop())
