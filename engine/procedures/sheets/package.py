"""The zip package an office file is: opened within limits, so that a bomb is refused before it is unpacked."""

from __future__ import annotations

import io
import zipfile
from typing import Final

from engine.procedures.sheets.errors import UnreadableSheet
from engine.text import Text

MAX_FILE: Final = 20 * 1024 * 1024
MAX_TOTAL: Final = 50 * 1024 * 1024
MAX_PART: Final = 30 * 1024 * 1024
MAX_RATIO: Final = 100
MAX_ENTRIES: Final = 1_000
SMALL: Final = 64 * 1024
"""A part this small may be packed more tightly than MAX_RATIO: styles and themes are repetitive."""


class Package:
    """The parts of one office file."""

    def __init__(self, data: bytes) -> None:
        """Open ``data`` and look at its list of parts. Raises UnreadableSheet."""
        if len(data) > MAX_FILE:
            raise _refusal("Tệp lớn hơn 20 MB.", "The file is over 20 MB.")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            entries = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError, UnicodeDecodeError, EOFError):
            raise _damaged() from None
        _refuse_bombs(entries, len(data))
        self._entries = {one.filename: one for one in entries}

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def part(self, name: str) -> bytes:
        """The bytes of part ``name``; at most as many as its entry announced. Raises UnreadableSheet."""
        entry = self._entries.get(name)
        if entry is None:
            raise _damaged()
        if entry.flag_bits & 0x1:
            raise _refusal("Tệp có mật khẩu; hãy bỏ mật khẩu rồi thử lại.", "The file has a password; remove it.")
        try:
            with self._zip.open(entry) as stream:
                data = stream.read(min(entry.file_size, MAX_PART) + 1)
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
            raise _damaged() from None
        except Exception as error:  # zlib.error, lzma.LZMAError: the packed bytes are damaged
            raise _damaged() from error
        if len(data) > entry.file_size:
            raise _bomb()
        return data


def _refuse_bombs(entries: list[zipfile.ZipInfo], packed_size: int) -> None:
    if len(entries) > MAX_ENTRIES or len({one.filename for one in entries}) != len(entries):
        raise _bomb()
    if sum(one.file_size for one in entries) > MAX_TOTAL or sum(one.compress_size for one in entries) > packed_size:
        raise _bomb()
    end = 0
    for one in sorted(entries, key=lambda entry: entry.header_offset):
        tight = one.file_size > SMALL and one.file_size > MAX_RATIO * max(one.compress_size, 1)
        if one.file_size > MAX_PART or tight or one.header_offset < end:
            raise _bomb()
        end = one.header_offset + one.compress_size


def _refusal(vi: str, en: str) -> UnreadableSheet:
    return UnreadableSheet(Text(vi, en))


def _damaged() -> UnreadableSheet:
    return _refusal(
        "Tệp Word/Excel bị hỏng hoặc không đúng định dạng .docx, .xlsx. Hãy mở bằng Word/Excel rồi lưu lại.",
        "The Word or Excel file is damaged or no .docx or .xlsx. Open it in Word or Excel and save it again.",
    )


def _bomb() -> UnreadableSheet:
    return _refusal(
        "Tệp giải nén ra quá lớn hoặc có cấu trúc bất thường; vì an toàn, hệ thống không mở tệp này.",
        "The file unpacks to too much or is oddly built; it is not opened, for safety.",
    )
