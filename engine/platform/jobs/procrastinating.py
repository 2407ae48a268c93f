"""Runs jobs by Procrastinate on PostgreSQL: many machines, one queue per partner, the dossier as its lock.

Its rows carry our job number. A task looks the job up and runs it exactly as an embedded runner would: lease, call,
settle in one transaction with the mark; whoever is told of a job twice does it once. A sweep hands over what comes due
later, and what was in the hands of a process that died.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta

import procrastinate
from flask import Flask
from procrastinate import PsycopgConnector
from procrastinate.jobs import DeleteJobCondition
from sqlalchemy import make_url, text

from engine.platform.db import transaction
from engine.platform.jobs import handing
from engine.platform.jobs.handlers import Handlers
from engine.platform.jobs.running import run_one
from engine.platform.jobs.schema import SCHEMA
from engine.platform.time import Now

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Pace:
    """Seconds between heartbeats, of silence after which a worker counts as dead, and between two sweeps."""

    beat: float = 3.0
    stalled: float = 12.0
    sweep: float = 0.5


_USUAL = Pace()
_NEW_QUEUES = 20
_FORGOTTEN = timedelta(minutes=10)
_THERE = text(f"SET LOCAL search_path = {SCHEMA}")
_STALLED = text(
    """
DELETE FROM procrastinate_jobs WHERE status = 'doing' AND (worker_id IS NULL OR worker_id IN (
    SELECT id FROM procrastinate_workers
    WHERE last_heartbeat < clock_timestamp() - make_interval(secs => :silence)))
RETURNING (args ->> 'job')::bigint
"""
)
_ANALYSE = text(f"ANALYZE {SCHEMA}.procrastinate_jobs")
"""Until the planner knows how many jobs wait, taking one compares every job with every other: seconds instead of a
fraction of a millisecond. A burst comes faster than autovacuum."""

_ANALYSE_EVERY = 30
Queues = Callable[[], Mapping[str, int]]
"""Which queues there are now, and how many jobs of each may run at once; asked again and again."""


class Scaled:
    """One worker process. ``run`` returns after ``stop``, when what was in hand is finished."""

    def __init__(self, app: Flask, url: str, now: Now, handlers: Handlers, queues: Queues, pace: Pace = _USUAL) -> None:
        self._pace = pace
        self._app, self._now, self._handlers, self._queues = app, now, handlers, queues
        self._address = _plain(url)
        self._running: dict[str, asyncio.Task[None]] = {}
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stopping: asyncio.Event | None = None

    def run(self) -> None:
        """Run jobs until ``stop`` is called, from any thread or a signal."""
        asyncio.run(self._main())

    def stop(self) -> None:
        """Take no further job; what is in hand is finished."""
        if self._loop is not None and self._stopping is not None:
            self._loop.call_soon_threadsafe(self._stopping.set)

    async def _main(self) -> None:
        self._loop, self._stopping = asyncio.get_running_loop(), asyncio.Event()
        self._loop.set_default_executor(ThreadPoolExecutor(max_workers=64, thread_name_prefix="jobs"))
        connector = PsycopgConnector(conninfo=self._address, kwargs=_SEARCHING, min_size=2, max_size=40)
        made = procrastinate.App(connector=connector)
        made.task(name=handing.TASK)(self._task)
        async with made.open_async():
            try:
                await self._look_after(made)
            finally:
                for task in self._running.values():
                    task.cancel()
                await asyncio.gather(*self._running.values(), return_exceptions=True)

    async def _look_after(self, made: procrastinate.App) -> None:
        """Sweep, and see that every queue has its worker, until it is time to stop."""
        assert self._stopping is not None
        turn = 0
        while not self._stopping.is_set():
            if turn % _NEW_QUEUES == 0:
                await self._staff(made)
            await asyncio.to_thread(self._sweep, turn % _ANALYSE_EVERY == _ANALYSE_EVERY - 1)
            turn += 1
            try:
                await asyncio.wait_for(self._stopping.wait(), self._pace.sweep)
            except TimeoutError:
                continue

    async def _staff(self, made: procrastinate.App) -> None:
        for queue, at_once in (await asyncio.to_thread(self._asked)).items():
            known = self._running.get(queue)
            if known is None or known.done():
                self._running[queue] = asyncio.create_task(_worker(made, queue, at_once, self._pace))

    def _asked(self) -> Mapping[str, int]:
        with self._app.app_context():
            return self._queues()

    def _task(self, job: int) -> None:
        with self._app.app_context():
            run_one(job, self._now, self._handlers)

    def _sweep(self, analyse: bool) -> None:
        try:
            with self._app.app_context():
                if analyse:
                    with transaction() as session:
                        session.execute(_ANALYSE)
                sweep(self._now, self._handlers, self._pace.stalled)
        except Exception:
            _log.exception("the sweep could not reach its jobs")


def sweep(now: Now, handlers: Handlers, silence: float) -> int:
    """Hand over what has come due, and forget what workers silent for so many seconds had in hand."""
    with transaction() as session:
        session.execute(_THERE)
        died = list(session.execute(_STALLED, {"silence": silence}).scalars())
    with transaction() as session:
        handing.take_back(session, died)
        return handing.hand_due(session, [*handlers], now(), now() - _FORGOTTEN)


async def _worker(made: procrastinate.App, queue: str, at_once: int, pace: Pace) -> None:
    await made.run_worker_async(
        queues=[queue],
        concurrency=at_once,
        name=queue,
        install_signal_handlers=False,
        delete_jobs=DeleteJobCondition.ALWAYS,
        fetch_job_polling_interval=1.0,
        update_heartbeat_interval=pace.beat,
        stalled_worker_timeout=pace.stalled,
    )


def _plain(url: str) -> str:
    return make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)


_SEARCHING = {"options": f"-c search_path={SCHEMA}"}
