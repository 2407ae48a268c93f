"""A storm: interlinked dossiers against partners in bad weather, by worker processes that are killed now and then."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

from flask import Flask
from sqlalchemy import func, select

from demo.dossiers import applications
from engine.connectors.emulators import agencies
from engine.connectors.models import DEBTS, OPEN, STUCK, connector_call, partner
from engine.documents.store import FileStore
from engine.dossiers import doctor
from engine.dossiers.filing import Filing
from engine.dossiers.models import history, incident
from engine.dossiers.operations import callbacks, calls_by_hand, reception, steps
from engine.dossiers.operations.reception import AtCounter
from engine.organisation import accounts
from engine.organisation.policy import ONE_STOP
from engine.platform import jobs
from engine.platform.db import db, reading, transaction
from engine.platform.errors import AppError
from engine.platform.jobs import handing
from engine.platform.time import local_day
from tests.support.databases import application
from tests.support.desk import NOW, open_items
from tests.support.machines import SCALED, prepare
from tests.support.storm_child import FastClock, of_storm
from tests.support.storm_weather import Partner, Weather

KEY = "lien-thong-khai-sinh"
_ROOT = Path(__file__).resolve().parents[2]
_STEPS = (("anbinh.tphh", "tham_tra", "dat", {"so_dang_ky": "125/2026"}), ("anbinh.chutich", "ky_cap", "ky", {}))


@dataclass(frozen=True)
class Size:
    """How hard it blows: dossiers, worker processes, kills, simulated seconds in a second, seconds between changes,
    how many seconds it goes on at most once all dossiers are in, and at most between two kills."""

    dossiers: int
    workers: int = 2
    kills: int = 2
    speed: float = 240.0
    weather: float = 0.5
    longest: float = 10.0
    between: float = 1.0


@dataclass
class Storm:
    """The office in the storm."""

    app: Flask
    url: str
    files: FileStore
    kind: str
    size: Size
    chance: Random
    clock: FastClock
    partners: dict[str, Partner]
    made: list[int] = field(default_factory=list)
    kills: int = 0
    _workers: list[subprocess.Popen[bytes]] = field(default_factory=list)
    _over: threading.Event = field(default_factory=threading.Event)
    _threads: list[threading.Thread] = field(default_factory=list)

    def blow(self) -> None:
        """Dossiers come in while the weather changes, partners call back and workers die."""
        weather = Weather(self.partners, Random(self.chance.random()), self.size.weather)
        self._workers += [self._worker() for _ in range(self.size.workers)]
        for deed in (self._calling_back, self._killing):
            self._begin_thread(deed, Random(self.chance.random()))
        for number in range(self.size.dossiers):
            self.made.append(self._begin(named(number)))
        began = time.monotonic()
        until(lambda: self._enough() or time.monotonic() > began + self.size.longest, 2 * self.size.longest)
        weather.end()
        self._end_threads()

    def calm(self) -> None:
        """Good weather, the console's “try again” for what is stuck, and no more than a minute until all is done."""
        self._begin_thread(self._calling_back, Random(1))
        until(self._settled, 30 * self.size.longest)
        self._end_threads()
        for worker in self._workers:
            worker.terminate()
        for worker in self._workers:
            assert worker.wait(60) == 0
        self._workers.clear()
        jobs.run_until_idle(self.clock, of_storm(self.clock))

    def stop(self) -> None:
        """Whatever happened: leave nothing behind."""
        self._end_threads()
        for worker in self._workers:
            worker.kill()
            worker.wait()
        for one in self.partners.values():
            one.serving.stop()

    def open_calls(self) -> int:
        """Calls without an end, and debts."""
        left = connector_call.c.status.in_(OPEN) | connector_call.c.debt.in_(DEBTS)
        with reading() as session:
            return int(session.execute(select(func.count()).select_from(connector_call).where(left)).scalar_one())

    def calls(self) -> list[Any]:
        """Every call."""
        with reading() as session:
            return list(session.execute(select(connector_call).order_by(connector_call.c.id)))

    def told(self, dossier_id: int) -> list[tuple[str, str]]:
        """What the history of a dossier says of calls: act and element, in order."""
        with reading() as session:
            mine = (history.c.dossier_id == dossier_id) & history.c.act.like("call_%")
            rows = session.execute(select(history.c.act, history.c.element).where(mine).order_by(history.c.id))
            return [(row.act, row.element) for row in rows]

    def open_steps(self, dossier_id: int) -> list[str]:
        """The elements of the steps open now."""
        with reading() as session:
            return [one.element for one in open_items(session, dossier_id)]

    def findings(self) -> list[Any]:
        """What the doctor says."""
        with reading() as session:
            return doctor.examine(session, self.files)

    def stuck_in_silence(self) -> list[Any]:
        """Stuck calls no incident tells of."""
        with reading() as session:
            told = select(incident.c.task).where(
                incident.c.dossier_id == connector_call.c.dossier_id, incident.c.resolved_at.is_(None)
            )
            query = select(connector_call).where(connector_call.c.status == STUCK, connector_call.c.task.not_in(told))
            return list(session.execute(query))

    def days(self) -> list[Any]:
        """The days the storm lasted."""
        first, last = local_day(NOW), local_day(self.clock())
        return [first + timedelta(days=number) for number in range((last - first).days + 1)]

    def _begin_thread(self, deed: Callable[[Random, threading.Event], None], chance: Random) -> None:
        self._threads.append(threading.Thread(target=deed, args=(chance, self._over), daemon=True))
        self._threads[-1].start()

    def _end_threads(self) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join(30)
        self._threads.clear()
        self._over.clear()

    def _enough(self) -> bool:
        """Whether the storm has done its work: its kills, and most dossiers have met it."""
        ended = sum(call.ended_at is not None for call in self.calls())
        return self.kills >= self.size.kills and ended > len(self.made)

    def _settled(self) -> bool:
        for call in self.calls():
            if call.status == STUCK:
                assert self.stuck_in_silence() == []
                with suppress(AppError), transaction() as session:
                    admin = accounts.actor_named(session, "anbinh.chutich", NOW)
                    calls_by_hand.retry(session, admin, call.id, self.clock())
        return self.open_calls() == 0 and len(self.calls()) == 3 * len(self.made)

    def _begin(self, name: str) -> int:
        given = applications()[KEY]
        with transaction() as session:
            clerk = accounts.actor_named(session, given["counter"], NOW)
            desk = next(held.unit_id for held in clerk.holdings if held.unit_kind == ONE_STOP)
            filed = Filing(given["applicant"], {**given["form"], "ho_ten_tre": name}, case_id="thuong")
            decision = AtCounter("du")
            dossier = reception.receive(session, self.files, clerk, KEY, desk, filed, decision, self.clock())
        for login, element, outcome, values in _STEPS:
            with transaction() as session:
                (item,) = [one for one in open_items(session, dossier) if one.element == element]
                actor = accounts.actor_named(session, login, NOW)
                steps.complete(session, self.files, actor, item.id, outcome, values, (), self.clock())
        return dossier

    def _calling_back(self, chance: Random, over: threading.Event) -> None:
        """What agencies owe is sent in any order, some of it twice, some of it never."""
        with self.app.app_context():
            while not over.wait(0.05):
                owed = [(code, entry) for code, one in self.partners.items() for entry in one.office.owed()]
                chance.shuffle(owed)
                for code, entry in owed[:20]:
                    if chance.random() < 0.6:
                        self._send(code, entry, chance)

    def _send(self, code: str, entry: Any, chance: Random) -> None:
        body = {"ref": chance.choice((entry.receipt, entry.key)), "response": entry.result, "receipt": entry.receipt}
        for number in range(chance.choice((1, 1, 2, 3))):
            name = f"{entry.receipt}-{number if chance.random() < 0.5 else 0}"
            with suppress(AppError), transaction() as session:
                callbacks.arrive(session, code, name, body, self.clock())
                entry.told = True

    def _killing(self, chance: Random, over: threading.Event) -> None:
        with self.app.app_context():
            until(lambda: over.is_set() or any(call.attempts for call in self.calls()), 60)
        while self.kills < self.size.kills and not over.wait(chance.random() * self.size.between):
            place = chance.randrange(len(self._workers))
            self._workers[place].kill()
            self._workers[place].wait()
            self._workers[place] = self._worker()
            self.kills += 1

    def _worker(self) -> subprocess.Popen[bytes]:
        words = [sys.executable, "-m", "tests.support.storm_child", self.kind, self.url]
        words += [repr(self.clock.began), repr(self.clock.speed)]
        return subprocess.Popen(words, cwd=_ROOT, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


@contextmanager
def brewing(url: str, folder: Path, kind: str, size: Size, seed: str) -> Iterator[Storm]:
    """The office with its agencies, before the storm."""
    app, chance = application(url), Random(seed)
    with app.app_context():
        prepare(kind)
        clock = FastClock(time.time(), size.speed)
        offices = {one.code: one for one in (make() for make in agencies.ALL)}
        for office in offices.values():
            office.today = lambda: local_day(clock())
        partners = {code: Partner(one, Random(chance.random())) for code, one in offices.items()}
        with transaction() as session:
            for code, one in partners.items():
                row = {"code": code, "name": one.office.name, "base_url": one.serving.url, "local": True}
                session.execute(partner.insert().values(**row, enabled=True, at_once=4, failures=0))
        made = Storm(app, url, FileStore(folder / "files"), kind, size, chance, clock, partners)
        try:
            yield made
        finally:
            made.stop()
            if kind == SCALED:
                handing.keep(db.engine)
            db.engine.dispose()


def named(number: int) -> str:
    """A name of letters for a number."""
    return "Bé " + "".join(chr(ord("A") + int(digit)) for digit in str(number))


def until(condition: Callable[[], Any], seconds: float) -> None:
    """Wait until something is so."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "the storm does not settle"
        time.sleep(0.1)
