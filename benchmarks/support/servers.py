"""Databases to measure on: an SQLite file, or a PostgreSQL server of one's own that flushes as in real life."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from benchmarks.support.processor import ServerCpu, no_server, of_family
from tests.support.postgres import binaries

_USER = "postgres"
_SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "shared_buffers": "512MB",
    "max_connections": "60",
    "timezone": "Etc/UTC",
    "track_io_timing": "off",
    "max_parallel_workers_per_gather": "0",
}
_WATCH = """
while [ -d "/proc/$1" ] && [ -d "/proc/$2" ]; do sleep 1; done
kill -INT "$2" 2>/dev/null
sleep 2
rm -rf "$3"
"""
"""Ends the server and removes its folder when the benchmark is killed."""

FOR_LOADING = {"max_wal_size": "16GB", "checkpoint_timeout": "30min", "maintenance_work_mem": "512MB"}


@dataclass(frozen=True)
class Database:
    """Where to connect to, and how much CPU the server behind it has used."""

    kind: str
    url: str
    cpu: ServerCpu
    folder: Path


@contextmanager
def sqlite(folder: Path | None = None) -> Iterator[Database]:
    """A file on a real disk, gone afterwards."""
    with _folder(folder) as place:
        yield Database("SQLite", f"sqlite:///{place / 'bench.db'}", no_server, place)


@contextmanager
def postgresql(settings: Mapping[str, str] | None = None) -> Iterator[Database]:
    """A server of its own with every commit flushed to disk; stopped and removed afterwards."""
    programs = binaries()
    if programs is None:
        raise SystemExit("PostgreSQL is not installed: run `make system`")
    with _folder(None) as place:
        if os.geteuid() == 0:
            shutil.chown(place, _USER)
        place.chmod(0o755)
        data, port = place / "data", _free_port()
        _run(programs / "initdb", "-D", data, "-U", "quytrinh", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
        given = {**_SETTINGS, **(settings or {}), "port": str(port)}
        server = subprocess.Popen(
            _as_user(programs / "postgres", "-D", data, "-k", data, *(f"--{name}={v}" for name, v in given.items())),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd="/",
        )
        try:
            _wait_for(port)
            main = int((data / "postmaster.pid").read_text().split("\n", 1)[0])
            _watch(main, place)
            yield Database("PostgreSQL", _url(port), of_family(main), place)
        finally:
            os.kill(int((data / "postmaster.pid").read_text().split("\n", 1)[0]), signal.SIGINT)
            server.wait(60)


@contextmanager
def of_kind(kind: str, settings: Mapping[str, str] | None = None) -> Iterator[Database]:
    """``sqlite`` or ``postgresql``."""
    with sqlite() if kind == "sqlite" else postgresql(settings) as database:
        yield database


@contextmanager
def _folder(given: Path | None) -> Iterator[Path]:
    place = given or Path(tempfile.mkdtemp(prefix="quytrinh-bench-", dir="/var/tmp"))
    try:
        yield place
    finally:
        if given is None:
            shutil.rmtree(place, ignore_errors=True)


def _watch(server: int, place: Path) -> None:
    subprocess.Popen(
        ["/bin/sh", "-c", _WATCH, "watch", str(os.getpid()), str(server), str(place)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        cwd="/",
    )


def _url(port: int) -> str:
    return f"postgresql+psycopg://quytrinh@127.0.0.1:{port}/postgres"


def _as_user(*command: object) -> list[str]:
    words = [str(word) for word in command]
    return ["runuser", "-u", _USER, "--", *words] if os.geteuid() == 0 else words


def _run(*command: object) -> None:
    subprocess.run(_as_user(*command), check=True, capture_output=True, cwd="/")


def _wait_for(port: int) -> None:
    who = pwd.getpwuid(os.geteuid()).pw_name
    for _ in range(600):
        try:
            psycopg.connect(f"postgresql://quytrinh@127.0.0.1:{port}/postgres", connect_timeout=2).close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return
    raise SystemExit(f"PostgreSQL did not start (called by {who})")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
