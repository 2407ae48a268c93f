"""How fast pages are on a database of a million dossiers.

    .venv/bin/python -m benchmarks.scale [--dossiers 1000000] [--database sqlite|postgresql] [--rounds 40]

Loads a province of 166 units and 5,400 people (see ``benchmarks/crowd``), opens each page as random people whose page
it is, and prints the time the server took: the whole request inside the application, rendering included.
"""

from __future__ import annotations

import argparse
import warnings

from benchmarks.crowd.province import Province, fill
from benchmarks.crowd.readers import Readers
from benchmarks.support.figures import Cell, percentile, table
from benchmarks.support.installation import MONDAY
from benchmarks.support.processor import Spent, spending
from benchmarks.support.servers import FOR_LOADING, Database, of_kind
from engine.platform.db import db
from engine.platform.time import FixedClock
from tests.support.databases import application

DATABASES = ("postgresql", "sqlite")
HEAD = ("page", "median ms", "p95 ms", "worst ms", "CPU ms", "of it server", "bytes")
SMOKE = 300


def measure(database: Database, province: Province, rounds: int) -> str:
    """Open every page ``rounds`` times, taking turns, after one round to warm up."""
    readers = Readers(database, province, FixedClock(MONDAY))
    costs: dict[str, list[Spent]] = {}
    sizes: dict[str, int] = {}
    for number in range(rounds + 2):
        for page in readers.pages():
            who, address = page.open()
            client = readers.client(who)
            with spending(database.cpu) as spent:
                answer = client.get(address, base_url="https://localhost")
            if answer.status_code != 200 and "/ho-so/" not in answer.headers.get("Location", ""):
                raise SystemExit(f"{page.name}: {address} as {who} answered {answer.status_code}")
            if number > 1:
                costs.setdefault(page.name, []).append(spent)
                sizes[page.name] = len(answer.data)
    with readers.app.app_context():
        db.engine.dispose()
    return table(HEAD, [_row(name, spent, sizes[name]) for name, spent in costs.items()])


def _row(name: str, spent: list[Spent], size: int) -> list[Cell]:
    walls = [one.wall * 1000 for one in spent]
    both = [one.both * 1000 for one in spent]
    server = [one.server * 1000 for one in spent]
    return [
        name,
        percentile(walls, 50),
        percentile(walls, 95),
        max(walls),
        percentile(both, 50),
        percentile(server, 50),
        size,
    ]


def main() -> None:
    """Load, measure and print, one database after the other."""
    warnings.simplefilter("ignore")
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--dossiers", type=int, default=1_000_000)
    options.add_argument("--rounds", type=int, default=40, help="how often each page is opened")
    options.add_argument("--database", choices=DATABASES, action="append")
    options.add_argument("--smoke", action="store_true", help="a tiny province, only to prove that it runs")
    chosen = options.parse_args()
    dossiers, rounds = (SMOKE, 1) if chosen.smoke else (chosen.dossiers, chosen.rounds)
    for kind in chosen.database or DATABASES:
        with of_kind(kind, FOR_LOADING) as database, application(database.url).app_context():
            province = fill(database, dossiers, MONDAY)
            rows = ", ".join(f"{count:,} {name}" for name, count in province.rows.items())
            print(f"\n{database.kind}: {len(province.units)} units, {province.people:,} people, {rows}")
            print(f"loaded in {province.seconds:.0f} s\n{measure(database, province, rounds)}", flush=True)
            db.engine.dispose()


if __name__ == "__main__":
    main()
