"""A folder of this machine (also one mounted from elsewhere), below a root the installation allows."""

from __future__ import annotations

import contextlib
import errno
import os
from pathlib import Path

from engine.connectors.base import Blocked, Unreachable
from engine.connectors.drops.store import MOST_BYTES, bounded, part
from engine.connectors.words import trouble

_MODE = 0o640
_NO_LINKS = (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS)


class LocalStore:
    """Writes beside, then links: a reader sees a whole file or none, and no file is ever replaced."""

    def __init__(self, place: Path) -> None:
        self._place = place

    async def read(self, folder: str, name: str) -> bytes | None:
        """A file; links are not followed."""
        path = self._inside(folder) / name
        try:
            handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise Unreachable(trouble(error)) from error
        with os.fdopen(handle, "rb") as file:
            return bounded(file.read(MOST_BYTES + 1))

    async def leave(self, folder: str, name: str, data: bytes) -> bool:
        """A whole file under its final name."""
        inside = self._inside(folder)
        beside = inside / part(name)
        try:
            with contextlib.suppress(FileNotFoundError):
                beside.unlink()
            _write(beside, data)
            try:
                _name(beside, inside / name)
            except FileExistsError:
                return False
            finally:
                beside.unlink(missing_ok=True)
        except OSError as error:
            raise Unreachable(trouble(error)) from error
        return True

    def _inside(self, folder: str) -> Path:
        inside = (self._place / folder).resolve()
        if not inside.is_relative_to(self._place):
            raise Blocked(f"the folder {folder!r} leads out of the partner's")
        if not inside.is_dir():
            raise Unreachable(f"the folder {folder or '.'!r} is not there")
        return inside


def _name(beside: Path, path: Path) -> None:
    """Give the file its name unless that is taken; some network shares know no links, so there it is renamed."""
    try:
        os.link(beside, path, follow_symlinks=False)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        if path.exists():
            raise FileExistsError(path.name) from error
        beside.rename(path)


def _write(path: Path, data: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, _MODE)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(handle)
