"""A PostgreSQL server of a test's own, that may be stopped, crashed and started again.

Unlike the run's shared server it keeps what it acknowledged across a crash of its processes (not of the machine:
``fsync`` stays off).
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tests.support import postgres

_USER = "postgres"
_OPTIONS = {"fsync": "off", "synchronous_commit": "on", "full_page_writes": "on", "max_connections": "60"}


@dataclass
class Cluster:
    """One server in one folder."""

    programs: Path
    folder: Path
    port: int

    @property
    def url(self) -> str:
        """The address of its own database."""
        return f"postgresql://quytrinh@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        """Start and wait until it answers (a crashed one recovers first)."""
        options = " ".join(f"-c {name}={value}" for name, value in _OPTIONS.items())
        said = f"-p {self.port} -k {self.folder} -h 127.0.0.1 {options}"
        self._run("pg_ctl", "-D", str(self.folder / "data"), "-l", str(self.folder / "log"), "-w", "-o", said, "start")

    def stop(self, mode: str) -> None:
        """Stop: ``fast`` ends every session; ``immediate`` is a crash, recovered from at the next start."""
        self._run("pg_ctl", "-D", str(self.folder / "data"), "-m", mode, "-w", "stop")

    def drop(self) -> None:
        """Stop if it runs and remove everything."""
        if (self.folder / "data" / "postmaster.pid").exists():
            self.stop("immediate")
        shutil.rmtree(self.folder, ignore_errors=True)

    def make(self) -> None:
        """Make the server's files."""
        self.folder.mkdir(mode=0o755)
        if os.geteuid() == 0:
            shutil.chown(self.folder, _USER)
        self._run("initdb", "-D", str(self.folder / "data"), "-U", "quytrinh", "-A", "trust", "-E", "UTF8", "-N")

    def _run(self, program: str, *given: str) -> None:
        command = [str(self.programs / program), *given]
        if os.geteuid() == 0:
            command = ["runuser", "-u", _USER, "--", *command]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def cluster() -> Cluster | None:
    """A running server, or None when none is installed here."""
    programs = postgres.binaries()
    if programs is None:
        return None
    made = Cluster(programs, postgres.new_folder(), _free_port())
    try:
        made.make()
        made.start()
    except BaseException:
        made.drop()
        raise
    return made
