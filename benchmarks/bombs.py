"""What files made to hurt cost the service, and what whoever works beside them feels.

    .venv/bin/python -m benchmarks.bombs [--seconds 10] [--smoke]

First each bomb alone: how it was answered, seconds on the wall, CPU seconds of this process and of the child that tried
it. Then the installation is served over HTTP while diagrams of this kind come in through the upload page one after the
other, each also tried in its child, and somebody else opens their work list all the time: how long that takes without
and with them.
"""

from __future__ import annotations

import argparse
import resource
import threading
import time
import warnings
from collections.abc import Callable, Iterator, Mapping

from benchmarks.support import bombs
from benchmarks.support.figures import Cell, percentile, table
from benchmarks.support.installation import installed
from benchmarks.support.servers import Database, sqlite
from benchmarks.support.visitors import Visitor, token_of
from benchmarks.web import served
from engine.bpmn.errors import Unreadable
from engine.platform.errors import AppError
from engine.platform.time import FixedClock
from engine.procedures.sheets.child import read_in_child
from engine.procedures.sheets.errors import UnreadableSheet
from engine.publication.upload import Sent, read
from engine.spiff.errors import NotRunnable
from engine.spiff.untrusted import compile_untrusted

HEAD = ("bomb", "KB", "answer", "wall s", "CPU s here", "CPU s child")
BESIDE = ("somebody else's work list", "pages", "p50 ms", "p95 ms", "worst ms", "bombs", "slowest bomb s")
REFUSED_OR_DRAFT = (200, 413, 422)
INBOX, UPLOAD = "/ban-lam-viec/", "/khai-bao/tai-len"


def alone(smoke: bool) -> Iterator[list[Cell]]:
    """Each bomb by itself."""
    ways: list[tuple[dict[str, bytes], Callable[[bytes], object]]] = [
        (bombs.diagrams(), compile_untrusted),
        (bombs.office_files(), read_in_child),
        (bombs.bundles(), lambda data: read([Sent("goi.zip", data)])),
    ]
    for made, take in ways:
        for name, data in [*made.items()][: 1 if smoke else None]:
            yield [name, len(data) // 1024, *_answered(take, data)]


def _answered(take: Callable[[bytes], object], data: bytes) -> list[Cell]:
    wall, own, child = time.perf_counter(), time.process_time(), _children()
    said = "harmless here"
    try:
        take(data)
    except NotRunnable as refusal:
        said = f"refused: {refusal.code}"
    except (AppError, Unreadable, UnreadableSheet) as refusal:
        said = f"refused: {type(refusal).__name__}"
    return [said, time.perf_counter() - wall, time.process_time() - own, _children() - child]


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def beside(database: Database, clock: FixedClock, seconds: float) -> Iterator[list[Cell]]:
    """The work list of an officer while nothing else happens, and while bombs are uploaded."""
    tokens = [token_of(login, clock()) for login in ("anbinh.motcua", "phantich")]
    with served("ours", "sqlite", database.url, database) as (port, _):
        officer, analyst = (Visitor(port, token) for token in tokens)
        _opened(officer, seconds / 4)
        yield _row("nothing else happens", _opened(officer, seconds), [])
        took: list[float] = []
        over, made = threading.Event(), bombs.diagrams()
        sender = threading.Thread(target=_send, args=(analyst, made, over, took))
        sender.start()
        meanwhile = _opened(officer, seconds)
        over.set()
        sender.join()
        yield _row("bombs come in", meanwhile, took)


def _opened(officer: Visitor, seconds: float) -> list[float]:
    end, took = time.monotonic() + seconds, []
    while time.monotonic() < end:
        took.append(officer.open(INBOX))
        time.sleep(0.02)
    return took


def _send(analyst: Visitor, made: Mapping[str, bytes], over: threading.Event, took: list[float]) -> None:
    while True:
        for name, data in made.items():
            began = time.perf_counter()
            status = analyst.upload(UPLOAD, "so-do.bpmn", data)
            _answered(compile_untrusted, data)
            took.append(time.perf_counter() - began)
            if status not in REFUSED_OR_DRAFT:
                raise SystemExit(f"{name}: the upload page answered {status}")
            if over.is_set():
                return


def _row(name: str, pages: list[float], took: list[float]) -> list[Cell]:
    p50, p95 = percentile(pages, 50) * 1000, percentile(pages, 95) * 1000
    return [name, len(pages), p50, p95, max(pages) * 1000, len(took), max(took, default=0.0)]


def main() -> None:
    """Print both tables."""
    warnings.simplefilter("ignore")
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--seconds", type=float, default=10, help="how long the work list is watched, each time")
    options.add_argument("--smoke", action="store_true", help="a bomb of each kind, only to prove that it runs")
    chosen = options.parse_args()
    print(table(HEAD, alone(chosen.smoke)), flush=True)
    with sqlite() as database, installed(database) as (_, clock):
        print(f"\n{table(BESIDE, beside(database, clock, 0.2 if chosen.smoke else chosen.seconds))}")


if __name__ == "__main__":
    main()
