"""A worker process of a storm: runs timers and calls by a clock that is faster than the wall's, until it is killed."""

from __future__ import annotations

import signal
import sys
import time
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from flask import Flask
from sqlalchemy import select

from engine.connectors.models import partner
from engine.connectors.sealing import Sealer
from engine.dossiers.calling import RUNNERS, Outside, handlers
from engine.dossiers.handlers import HANDLERS
from engine.dossiers.queueing import queue_of
from engine.platform.db import db, reading
from engine.platform.jobs import Crew, Handlers, Work, beating, handing
from engine.platform.jobs.models import MAIN
from engine.platform.jobs.procrastinating import Pace, Scaled
from tests.support.databases import application
from tests.support.desk import NOW
from tests.support.machines import SCALED

SECRET = "a secret of the tests"
_LEASE = timedelta(minutes=8)


@dataclass(frozen=True)
class FastClock:
    """The time of a storm: it began at ``began`` of the wall's clock, and each second counts ``speed``."""

    began: float
    speed: float

    def __call__(self) -> datetime:
        return NOW + timedelta(seconds=(time.time() - self.began) * self.speed)


def of_storm(now: FastClock) -> Handlers:
    """What a worker does; leases are as long as the clock is fast."""
    made = {**HANDLERS, **handlers(Outside(now, Sealer(SECRET)))}
    return {kind: replace(one, lease=_LEASE) for kind, one in made.items()}


def main(kind: str, url: str, began: str, speed: str) -> None:
    """Run until killed, or until SIGTERM."""
    app, now = application(url), FastClock(float(began), float(speed))
    beating.PULSE.tick = 0.3
    with app.app_context():
        if kind == SCALED:
            _scaled(app, url, now)
        else:
            _embedded(app, now)


def _embedded(app: Flask, now: FastClock) -> None:
    asked: list[bool] = []
    signal.signal(signal.SIGTERM, lambda *_: asked.append(True))
    made = of_storm(now)
    calls = {kind: one for kind, one in made.items() if one.share is not None}
    rest = {kind: one for kind, one in made.items() if one.share is None}
    crew = Crew(app, now, [Work(rest, 1), Work(calls, RUNNERS)])
    crew.start()
    while not asked:
        time.sleep(0.1)
    crew.stop()


def _scaled(app: Flask, url: str, now: FastClock) -> None:
    handing.scale_out(db.engine)

    def queues() -> dict[str, int]:
        with reading() as session:
            return {MAIN: 1, "dossier": 2} | {
                queue_of(code): 3 for code in session.execute(select(partner.c.code)).scalars()
            }

    machine = Scaled(app, url, now, of_storm(now), queues, Pace(0.5, 2.5, 0.1))
    signal.signal(signal.SIGTERM, lambda *_: machine.stop())
    machine.run()


if __name__ == "__main__":
    main(*sys.argv[1:5])
