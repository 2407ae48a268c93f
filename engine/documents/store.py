"""The file store: bytes under the name of their own hash, written whole or not at all."""

from __future__ import annotations

import hashlib
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from engine.platform.errors import AppError, Missing
from engine.text import Text

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL


class NotKept(AppError):
    """The disk did not take a file: it is full, or it fails (507)."""

    status: ClassVar[int] = 507

    def __init__(self) -> None:
        super().__init__(
            Text(
                "Máy chủ không lưu được tệp vì hết dung lượng hoặc lỗi ổ đĩa. Chưa có thay đổi nào được ghi nhận.",
                "The server could not keep the file: its disk is full or failing. Nothing was changed.",
            ),
            Text(
                "Xin thử lại sau; nếu vẫn lỗi, xin báo quản trị hệ thống kiểm tra dung lượng lưu tệp.",
                "Please try again later; if it persists, ask the administrator to check the space for files.",
            ),
        )


@dataclass(frozen=True)
class FileStore:
    """A folder of files named by their SHA-256; the same content is kept once."""

    folder: Path

    @property
    def arriving(self) -> Path:
        """Where files lie while they are being written; what a crash leaves here is swept away later."""
        return self.folder / "arriving"

    def put(self, data: bytes) -> str:
        """Keep ``data`` durably and return its hash; a crash leaves the whole file or none. Raises ``NotKept``."""
        name = hashlib.sha256(data).hexdigest()
        target = self.path(name)
        try:
            if not (self.intact(name) and _touched(target)):
                self._keep(target, data)
        except OSError as error:
            raise NotKept from error
        return name

    def get(self, name: str) -> bytes:
        """Return the content kept under a hash; raises ``Missing`` when it is gone or damaged."""
        path = self.path(name)
        data = path.read_bytes() if path.exists() else None
        if data is None or hashlib.sha256(data).hexdigest() != name:
            raise Missing(Text("Tệp không còn nguyên vẹn trong kho.", "The file is missing or damaged in the store."))
        return data

    def intact(self, name: str) -> bool:
        """Whether the content under a hash is there and unchanged."""
        path = self.path(name)
        return path.exists() and hashlib.sha256(path.read_bytes()).hexdigest() == name

    def path(self, name: str) -> Path:
        """Where the content under a hash lies."""
        return self.folder / name[:2] / name

    def _keep(self, target: Path, data: bytes) -> None:
        for folder in (self.folder, self.arriving, target.parent):
            _make(folder)
        temporary = self.arriving / secrets.token_hex(16)
        try:
            _write(temporary, data)
            temporary.replace(target)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        _sync(target.parent)


def _touched(path: Path) -> bool:
    """Renew a file's time, so that it is not swept away; whether it is still there."""
    try:
        os.utime(path)
    except FileNotFoundError:
        return False
    return True


def _make(folder: Path) -> None:
    if not folder.is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        _sync(folder.parent)


def _write(path: Path, data: bytes) -> None:
    handle = os.open(path, _NEW, 0o600)
    try:
        left = memoryview(data)
        while left:
            left = left[os.write(handle, left) :]
        os.fsync(handle)
    finally:
        os.close(handle)


def _sync(folder: Path) -> None:
    """Make the names in a folder as durable as the files."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
