"""What a finished step costs, with the database: ours, the naive way, and the floor of five bare statements.

    .venv/bin/python -m benchmarks.steps [--rounds 30] [--database sqlite|postgresql] [--smoke]

Ours is ``dossiers.operations.steps.complete``, the very call of the web page: rights, form, engine, state with its
snapshot, work items, clock, jobs, history and audit entry, one durable transaction a step. The ways take turns dossier
by dossier, so that a busy machine hits all of them alike; figures are medians over all steps, ratios within one run.
CPU is this process and, on PostgreSQL, the server's processes.
"""

from __future__ import annotations

import argparse
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import replace

from benchmarks.support import floor, sizes
from benchmarks.support.figures import Cell, middle, table
from benchmarks.support.installation import installed
from benchmarks.support.naive import Naive
from benchmarks.support.playing import Office
from benchmarks.support.processor import Spent
from benchmarks.support.reference_procedures import DOSSIER_12, JOBS, Job
from benchmarks.support.servers import Database, of_kind
from engine.documents.store import FileStore

DATABASES = ("sqlite", "postgresql")
HEAD = ("way", "own CPU ms", "+ server ms", "wall ms", "steps/s", "of naive", "x floor")
JOB_HEAD = ("job", "steps", "own CPU ms", "+ server ms", "early", "late", "late/early", "rows B", "forms B", "state B")
FLOOR_BATCH = 10
SMOKE_STEPS = 12


def compare(database: Database, office: Office, rounds: int) -> str:
    """dossier-12 in all ways, taking turns."""
    naive = Naive(database.url.replace("bench.db", "naive.db"))
    ours: list[Spent] = []
    theirs: list[Spent] = []
    bare: dict[str, list[Spent]] = {}
    with floor.ways(database) as ways:
        for number in range(rounds + 1):
            first, second = [*office.play(DOSSIER_12, database.cpu)], [*naive.play(DOSSIER_12, database.cpu)]
            third = {name: floor.cost(way, FLOOR_BATCH, database) for name, way in ways.items()}
            if number:
                ours, theirs = ours + first, theirs + second
                for name, spent in third.items():
                    bare.setdefault(name, []).append(spent)
    naive.engine.dispose()
    return table(HEAD, _comparison(ours, theirs, bare))


def _comparison(ours: list[Spent], theirs: list[Spent], bare: dict[str, list[Spent]]) -> Iterator[list[Cell]]:
    both, wall = middle(theirs, "both"), middle(theirs, "wall")
    fastest = min(middle(spent, "wall") / FLOOR_BATCH for spent in bare.values())
    for name, spent, per in [("ours", ours, 1), ("naive", theirs, 1), *((n, s, FLOOR_BATCH) for n, s in bare.items())]:
        wall = middle(spent, "wall") / per
        costs = middle(spent, "own") / per, middle(spent, "both") / per
        yield [name, *costs, wall, 1000 / wall, costs[1] / both, fastest / wall]


def every_job(database: Database, office: Office, jobs: Sequence[Job], rounds: int) -> str:
    """All reference jobs in our way: the first steps, the last, and what one dossier takes."""
    return table(JOB_HEAD, [_job(database, office, job, 1 if job.limit > 100 else max(1, rounds // 6)) for job in jobs])


def _job(database: Database, office: Office, job: Job, rounds: int) -> list[Cell]:
    [*office.play(job, database.cpu)]
    runs = [[*office.play(job, database.cpu)] for _ in range(rounds)]
    steps = [one for run in runs for one in run]
    period = 3 if job.passes else 1
    early = [one for run in runs for one in run[1 : 1 + 4 * period]]
    late = [one for run in runs for one in run[-1 - 4 * period : -1]]
    size = sizes.of_dossier(office.last)
    ratio = middle(late, "both") / middle(early, "both")
    return [
        job.name,
        len(runs[0]),
        middle(steps, "own"),
        middle(steps, "both"),
        middle(early, "both"),
        middle(late, "both"),
        ratio,
        size.rows,
        size.forms,
        size.state,
    ]


def main() -> None:
    """Print the tables of each database."""
    warnings.simplefilter("ignore")
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rounds", type=int, default=30, help="dossiers of each way")
    options.add_argument("--database", choices=DATABASES, action="append")
    options.add_argument("--smoke", action="store_true", help="one round, only to prove that it runs")
    chosen = options.parse_args()
    rounds = 1 if chosen.smoke else chosen.rounds
    for kind in chosen.database or DATABASES:
        with of_kind(kind) as database, installed(database) as (_, clock):
            office = Office(clock, FileStore(database.folder / "files"))
            print(f"\n{database.kind}: dossier-12\n{compare(database, office, rounds)}", flush=True)
            jobs = [replace(job, limit=SMOKE_STEPS) for job in JOBS] if chosen.smoke else JOBS
            print(f"\n{database.kind}: every job\n{every_job(database, office, jobs, rounds)}", flush=True)


if __name__ == "__main__":
    main()
