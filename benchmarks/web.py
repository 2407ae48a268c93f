"""Requests per second over HTTP: gunicorn on the loopback, eight clients, beside the naive way and the floor.

    .venv/bin/python -m benchmarks.web [--dossiers 60] [--database sqlite|postgresql] [--smoke]

A step is everything a browser causes when an officer presses the button: log-in session, forged-request token,
rights, form, engine, all rows, redirect; an inbox is the whole page of the post's open work. CPU is that of all server
processes and threads, database included. PostgreSQL is served by two processes of four threads, SQLite by one of eight.
The ways take turns, a step of every dossier each time.
"""

from __future__ import annotations

import argparse
import hmac
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import select

from benchmarks.support import floor, reference_forms, serving
from benchmarks.support.clients import Post, send_all
from benchmarks.support.figures import Cell, percentile, table
from benchmarks.support.installation import installed
from benchmarks.support.naive import Naive
from benchmarks.support.playing import Office
from benchmarks.support.processor import ServerCpu, of_family
from benchmarks.support.reference_procedures import DOSSIER_12
from benchmarks.support.servers import Database, of_kind
from engine.documents.store import FileStore
from engine.dossiers.models import work_item
from engine.organisation import sessions
from engine.platform.db import reading, transaction

DATABASES = ("postgresql", "sqlite")
HEAD = ("way", "requests", "per second", "p50 ms", "p95 ms", "p99 ms", "p99/p50", "CPU ms", "x floor")
CLIENTS = 8
WORKERS = {"postgresql": ("2", "4"), "sqlite": ("1", "8")}
DAY = sessions.Lifetime(timedelta(hours=10), timedelta(hours=10))


@dataclass
class Tally:
    """What one way achieved."""

    seconds: float = 0.0
    cpu: float = 0.0
    took: list[float] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """Requests per second."""
        return len(self.took) / self.seconds if self.seconds else 0.0

    def cells(self, name: str, best: float) -> list[Cell]:
        """One row of the table."""
        p50, p95, p99 = (percentile(self.took, one) * 1000 for one in (50, 95, 99))
        cpu = self.cpu / len(self.took) * 1000
        return [name, len(self.took), self.rate, p50, p95, p99, p99 / p50, cpu, self.rate / best]


@contextmanager
def served(application: str, kind: str, url: str, database: Database) -> Iterator[tuple[int, ServerCpu]]:
    """Serve an application until the block ends; yields its port and the CPU of its processes."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    workers, threads = WORKERS[kind]
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "-b", f"127.0.0.1:{port}", "-w", workers, "-k", "gthread"]
        + ["--threads", threads, "--log-level", "error", f"benchmarks.support.serving:{application}()"],
        env={**os.environ, serving.URL: url, serving.FOLDER: str(database.folder)},
    )
    try:
        _wait_for(port)
        yield port, of_family(server.pid)
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(30)


class Ours:
    """Dossiers on their way, and the posts that finish what is open."""

    def __init__(self, office: Office, dossiers: int) -> None:
        self._office, self._count = office, dossiers
        self._tokens = {key: self._log_in(actor.account_id) for key, actor in office.actors.items()}
        for _ in range(dossiers):
            office.submit(DOSSIER_12)

    def posts(self) -> list[Post]:
        """One post for every dossier that has an open step."""
        with reading() as session:
            rows = session.execute(select(work_item).where(work_item.c.status == "open").order_by(work_item.c.id)).all()
        first = {row.dossier_id: row for row in reversed(rows)}
        return [self._post(row) for row in first.values()]

    def inboxes(self) -> list[Post]:
        """The inbox once for every dossier under way, people taking turns."""
        tokens = list(self._tokens.values())
        return [
            Post("/ban-lam-viec/?xem=post", cookie=f"__Host-phien={tokens[number % len(tokens)]}")
            for number in range(self._count)
        ]

    def _post(self, item: Any) -> Post:
        token = self._tokens[(item.unit_id, item.post)]
        form = {**reference_forms.filled_step(), "csrf_token": _against_forgery(token)}
        return Post(f"/ban-lam-viec/viec/{item.id}/hoan-thanh", form, f"__Host-phien={token}")

    def _log_in(self, account: int) -> str:
        with transaction() as session:
            return sessions.start(
                session, account, now=self._office.clock(), lifetime=DAY, address="127.0.0.1", agent="benchmark"
            )


class Theirs:
    """The same for the naive way."""

    def __init__(self, url: str, dossiers: int) -> None:
        self.engine = Naive(url)
        self._instances = [self.engine.start(DOSSIER_12) for _ in range(dossiers)]

    def posts(self) -> list[Post]:
        """One post for every instance that has an open task."""
        open_tasks = (self.engine.next_task(instance) for instance in self._instances)
        return [Post(f"/task/{task}", reference_forms.filled_step()) for task in open_tasks if task is not None]


def compare(kind: str, database: Database, office: Office, dossiers: int, rounds: int) -> str:
    """All ways, taking turns."""
    url = database.url.replace("bench.db", "naive.db")
    ours, theirs = Ours(office, dossiers), Theirs(url, dossiers)
    tallies = {name: Tally() for name in ("ours, a step", "ours, an inbox", "naive, a step", "five statements")}
    with (
        served("ours", kind, database.url, database) as (port, cpu),
        served("naive", kind, url, database) as (other, their_cpu),
        bare(database) as run_bare,
    ):
        for number in range(rounds):
            _round(tallies["ours, a step"] if number else Tally(), port, ours.posts(), [cpu, database.cpu])
            _round(tallies["ours, an inbox"] if number else Tally(), port, ours.inboxes(), [cpu, database.cpu])
            _round(tallies["naive, a step"] if number else Tally(), other, theirs.posts(), [their_cpu, database.cpu])
            run_bare(tallies["five statements"] if number else Tally(), dossiers)
    theirs.engine.engine.dispose()
    best = tallies["five statements"].rate
    return table(HEAD, [tally.cells(name, best) for name, tally in tallies.items()])


def _round(tally: Tally, port: int, posts: list[Post], cpus: list[ServerCpu]) -> None:
    before, began = sum(cpu() for cpu in cpus), time.perf_counter()
    tally.took.extend(send_all(port, posts, CLIENTS))
    tally.seconds += time.perf_counter() - began
    tally.cpu += sum(cpu() for cpu in cpus) - before


@contextmanager
def bare(database: Database) -> Iterator[Any]:
    """The floor with eight connections at once (SQLite: one, it has one writer)."""
    count = CLIENTS if database.kind == "PostgreSQL" else 1
    with floor.several(database, count) as transactions:

        def run(tally: Tally, each: int) -> None:
            def client(transaction: floor.Transaction) -> None:
                for number in range(each):
                    began = time.perf_counter()
                    transaction(number)
                    tally.took.append(time.perf_counter() - began)

            threads = [threading.Thread(target=client, args=(one,)) for one in transactions]
            before, began = database.cpu() + time.process_time(), time.perf_counter()
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            tally.seconds += time.perf_counter() - began
            tally.cpu += database.cpu() + time.process_time() - before

        yield run


def _against_forgery(token: str) -> str:
    key, salt = f"csrf:{serving.SECRET}".encode(), "00" * 8
    return f"{salt}.{hmac.new(key, f'{salt}:{token}'.encode(), sha256).hexdigest()}"


def _wait_for(port: int) -> None:
    for _ in range(600):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise SystemExit("the server did not start")


def main() -> None:
    """Print one table for each database."""
    warnings.simplefilter("ignore")
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--dossiers", type=int, default=60, help="dossiers under way at once")
    options.add_argument("--database", choices=DATABASES, action="append")
    options.add_argument("--smoke", action="store_true", help="a handful of requests, only to prove that it runs")
    chosen = options.parse_args()
    dossiers, rounds = (4, 2) if chosen.smoke else (chosen.dossiers, 10)
    for kind in chosen.database or DATABASES:
        with of_kind(kind) as database, installed(database) as (_, clock):
            office = Office(clock, FileStore(database.folder / "files"))
            print(f"\n{database.kind}\n{compare(kind, database, office, dossiers, rounds)}", flush=True)


if __name__ == "__main__":
    main()
