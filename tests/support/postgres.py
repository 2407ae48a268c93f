"""A throw-away PostgreSQL server for one test run, shared by its workers, gone when the run is gone.

``TEST_POSTGRES_URL`` names a server to use instead. Debian's server refuses to run as root, so root starts it as the
``postgres`` user, in a folder that user can enter.
"""

from __future__ import annotations

import fcntl
import os
import pwd
import secrets
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

_FAST = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "listen_addresses": "127.0.0.1",
    "max_connections": "120",
    "shared_buffers": "64MB",
    "autovacuum": "off",
    "timezone": "Etc/UTC",
}
_START_SECONDS = 30
_SERVER_USER = "postgres"
_WATCH = """
while [ -d "/proc/$1" ] && [ -d "/proc/$2" ]; do sleep 1; done
kill -INT "$2" 2>/dev/null
sleep 2
rm -rf "$3"
"""


def new_folder() -> Path:
    """Name a folder for the server of this run; nothing is made until a test needs the server."""
    memory = Path("/dev/shm")
    roomy = memory.is_dir() and shutil.disk_usage(memory).free > 1024**3
    return (memory if roomy else Path("/var/tmp")) / f"quytrinh-test-{os.getpid()}-{secrets.token_hex(4)}"


def binaries() -> Path | None:
    """Return the folder of the newest server installed, or None."""
    found = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    if found:
        return max(found, key=lambda path: int(path.parent.name))
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


def server_url(folder: Path, run_pid: int) -> str | None:
    """Return the address of the run's server, starting it once; None when no server is installed."""
    given = os.environ.get("TEST_POSTGRES_URL")
    if given:
        return given.replace("postgresql+psycopg://", "postgresql://")
    programs = binaries()
    if programs is None:
        return None
    with _only_one(folder):
        address = folder / "url"
        if not address.exists():
            address.write_text(_start(programs, folder, run_pid))
        return address.read_text()


def _start(programs: Path, folder: Path, run_pid: int) -> str:
    port = _free_port()
    data = folder / "data"
    user = _SERVER_USER if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
    subprocess.run(
        _as_server(str(programs / "initdb"), "-D", str(data), "-U", "quytrinh", "-A", "trust", "-E", "UTF8", "-N")
        + ["--locale=C.UTF-8"],
        check=True,
        capture_output=True,
        cwd="/",
    )
    settings = [f"--{name}={value}" for name, value in {**_FAST, "port": str(port)}.items()]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            _as_server(str(programs / "postgres"), "-D", str(data), "-k", str(data), *settings),
            stdout=log,
            stderr=log,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            cwd="/",
        )
    url = f"postgresql://quytrinh@127.0.0.1:{port}/postgres"
    _wait_for(url, server, folder / "log", user)
    pid = (data / "postmaster.pid").read_text().split("\n", 1)[0]
    subprocess.Popen(
        ["/bin/sh", "-c", _WATCH, "watch", str(run_pid), pid, str(folder)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        cwd="/",
    )
    return url


def _as_server(*command: str) -> list[str]:
    if os.geteuid() != 0:
        return [*command]
    return ["runuser", "-u", _SERVER_USER, "--", *command]


def _wait_for(url: str, server: subprocess.Popen[bytes], log: Path, user: str) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while True:
        try:
            psycopg.connect(url, connect_timeout=2).close()
        except psycopg.OperationalError:
            if server.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"PostgreSQL did not start as {user}:\n{log.read_text()}") from None
            time.sleep(0.05)
        else:
            return


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def _only_one(folder: Path) -> Iterator[None]:
    """Let one worker at a time in; the folder is made for, and belongs to, the server's user."""
    lock = Path(tempfile.gettempdir()) / f"{folder.name}.lock"
    with lock.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        if not folder.exists():
            folder.mkdir(mode=0o755)
            if os.geteuid() == 0:
                shutil.chown(folder, _SERVER_USER)
        yield
