"""The file store: bytes under the name of their own hash, written whole or not at all."""

from __future__ import annotations

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from engine.platform.errors import Missing
from engine.text import Text


@dataclass(frozen=True)
class FileStore:
    """A folder of files named by their SHA-256; the same content is kept once."""

    folder: Path

    def put(self, data: bytes) -> str:
        """Keep ``data`` durably and return its hash; a crash leaves the whole file or none."""
        name = hashlib.sha256(data).hexdigest()
        target = self._path(name)
        if target.exists():
            return name
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=target.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            Path(temporary).replace(target)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
        return name

    def get(self, name: str) -> bytes:
        """Return the content kept under a hash; raises ``Missing`` when it is gone or damaged."""
        path = self._path(name)
        data = path.read_bytes() if path.exists() else None
        if data is None or hashlib.sha256(data).hexdigest() != name:
            raise Missing(Text("Tệp không còn nguyên vẹn trong kho.", "The file is missing or damaged in the store."))
        return data

    def intact(self, name: str) -> bool:
        """Whether the content under a hash is there and unchanged."""
        path = self._path(name)
        return path.exists() and hashlib.sha256(path.read_bytes()).hexdigest() == name

    def _path(self, name: str) -> Path:
        return self.folder / name[:2] / name
