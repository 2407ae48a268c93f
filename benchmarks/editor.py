"""How long the diagram editor takes until it can be drawn in, on a slow computer, and what it weighs on the line.

    .venv/bin/python -m benchmarks.editor [--rounds 5] [--slower 4] [--smoke]

The birth registration is opened in Chromium with an empty cache and its processor slowed down; told is the time from
the start of the navigation until the drawing stands and takes input.
"""

from __future__ import annotations

import argparse
import gzip
import warnings
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, sync_playwright

from admin_ui.web.assets import STATIC
from benchmarks.support.figures import Cell, table
from benchmarks.support.installation import installed
from benchmarks.support.servers import sqlite
from benchmarks.support.visitors import token_of
from benchmarks.web import served
from engine.organisation import accounts
from engine.platform.db import transaction
from engine.platform.time import FixedClock
from engine.procedures.sources import from_library
from engine.publication.working import operations
from tests.support.browser import CHROMIUM, FLAGS

HEAD = ("diagram editor", "rounds", "median s", "worst s")
WEIGHT = ("file", "KiB", "KiB gzipped")
ROOT = Path(__file__).resolve().parents[1]
ANALYST = "phantich"
KIBIBYTE = 1024
READY = "performance.getEntriesByName('drawing-ready')[0].startTime / 1000"


def weights() -> Iterator[list[Cell]]:
    """The editor's own script and sheet."""
    for path in sorted((STATIC / "dist").glob("diagram.*")):
        data = path.read_bytes()
        yield [path.name, len(data) / KIBIBYTE, len(gzip.compress(data, 9)) / KIBIBYTE]


def begun(clock: FixedClock) -> int:
    """A working copy to open."""
    with transaction() as session:
        actor = accounts.actor_named(session, ANALYST, clock())
        sources = from_library(ROOT, "dang-ky-khai-sinh")
        return operations.begin(session, actor, sources, origin=operations.NEW, now=clock())


def ready(browser: Browser, address: str, token: str, slower: float) -> float:
    """Seconds from the navigation to the drawing."""
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    try:
        context.set_extra_http_headers({"Cookie": f"__Host-phien={token}"})
        page = context.new_page()
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
        page.goto(address)
        page.wait_for_selector("[data-drawing][data-ready]")
        return float(page.evaluate(READY))
    finally:
        context.close()


def rounds(count: int, slower: float) -> Iterator[list[Cell]]:
    """At full speed, and slowed down."""
    with sqlite() as database, installed(database) as (_, clock):
        copy, token = begun(clock), token_of(ANALYST, clock())
        with served("ours", "sqlite", database.url, database) as (port, _), sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            address = f"http://127.0.0.1:{port}/khai-bao/soan/{copy}/so-do"
            for rate in (1.0, slower):
                took = [ready(browser, address, token, rate) for _ in range(count)]
                yield [f"processor {rate:g} times slower", count, median(took), max(took)]
            browser.close()


def main() -> None:
    """Print both tables."""
    warnings.simplefilter("ignore")
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--slower", type=float, default=4)
    options.add_argument("--smoke", action="store_true", help="one round, only to prove that it runs")
    chosen = options.parse_args()
    print(table(WEIGHT, weights()), flush=True)
    print(f"\n{table(HEAD, rounds(1 if chosen.smoke else chosen.rounds, chosen.slower))}")


if __name__ == "__main__":
    main()
