"""Reading a bundle from anywhere: damaged, tampered with, too large or built to do harm, it is refused by name."""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, Final

from engine.platform.errors import Invalid, TooLarge
from engine.procedures.sources import DIAGRAM, MAX_RATIO, Sources, content_hash
from engine.publication.bundles import FORMAT, MANIFEST, VERSION, Packed
from engine.text import Text

MAX_BYTES: Final = 20 * 1024 * 1024
MAX_UNPACKED: Final = 100 * 1024 * 1024
MAX_FILES: Final = 5000
MAX_DIRECTORY: Final = 2 * 1024 * 1024
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)
_AGAIN: Final = Text("Xuất lại gói từ nơi gửi rồi nhận lại.", "Export the bundle anew where it came from.")


def read(name: str, data: bytes) -> tuple[Packed, ...]:
    """The procedures of a bundle. Raises ``Invalid`` or ``TooLarge`` with the reason and the file named."""
    if len(data) > MAX_BYTES:
        raise TooLarge(Text("Gói lớn hơn 20 MB.", "The bundle is larger than 20 MB."), where=name)
    try:
        files = _unpacked(name, data)
        manifest = _manifest(name, files)
        return tuple(_procedure(entry, files) for entry in _entries(name, manifest))
    except (KeyError, TypeError, RecursionError) as error:
        raise _no_manifest(name) from error
    except _BROKEN as error:
        said = Text("Gói bị hỏng hoặc có mật khẩu.", "The bundle is damaged or has a password.")
        raise Invalid(said, _AGAIN, name) from error


def _unpacked(name: str, data: bytes) -> dict[str, bytes]:
    _refuse_long_list(name, data)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        total, packed = sum(one.file_size for one in entries), sum(one.compress_size for one in entries)
        if len(entries) > MAX_FILES or total > MAX_UNPACKED or total > MAX_RATIO * max(packed, 1):
            raise TooLarge(Text("Gói giải nén ra quá lớn.", "The bundle unpacks to too much."), _AGAIN, name)
        for entry in entries:
            _refuse_path(entry.filename)
        if len({entry.filename for entry in entries}) != len(entries):
            raise Invalid(Text("Gói có hai tệp cùng tên.", "Two files of the bundle have one name."), _AGAIN, name)
        return {entry.filename: archive.read(entry) for entry in entries}


def _refuse_long_list(name: str, data: bytes) -> None:
    """The list of contents is looked at before it is read: millions of entries fit into little."""
    at = data.rfind(b"PK\x05\x06")
    if at < 0 or len(data) < at + 22:
        raise zipfile.BadZipFile
    if int.from_bytes(data[at + 12 : at + 16], "little") > MAX_DIRECTORY:
        raise TooLarge(Text("Gói có quá nhiều tệp.", "The bundle holds too many files."), where=name)


def _refuse_path(path: str) -> None:
    parts = path.replace("\\", "/").split("/")
    if path.startswith(("/", "\\")) or ".." in parts or ":" in parts[0] or not path.isprintable():
        raise Invalid(
            Text("Gói có đường dẫn tệp trỏ ra ngoài gói.", "A file of the bundle points outside of it."),
            Text("Không dùng gói này; hỏi lại nơi gửi.", "Do not use it; ask where it came from."),
            path[:200],
        )


def _manifest(name: str, files: Mapping[str, bytes]) -> dict[str, Any]:
    if MANIFEST not in files:
        raise _no_manifest(name)
    read: Any = json.loads(files[MANIFEST])
    if not isinstance(read, dict) or read.get("format") != FORMAT:
        raise _no_manifest(name)
    if read.get("format_version") != VERSION:
        raise Invalid(
            Text("Gói do phiên bản mới hơn của chương trình làm ra.", "A newer program made this bundle."),
            Text("Nâng cấp chương trình rồi nhận lại.", "Upgrade, then import it again."),
            name,
        )
    return read


def _no_manifest(name: str) -> Invalid:
    return Invalid(
        Text(f"Gói không có {MANIFEST} đúng mẫu.", f"The bundle has no proper {MANIFEST}."),
        Text(
            "Chỉ nhận gói do “quytrinh bundle export” hoặc màn hình Xuất gói làm ra.",
            "Only bundles made by “quytrinh bundle export” or on screen are taken.",
        ),
        name,
    )


def _entries(name: str, manifest: dict[str, Any]) -> Iterator[dict[str, Any]]:
    met: set[str] = set()
    for entry in manifest["procedures"]:
        key = str(entry["key"])
        if not key or key in met:
            raise _no_manifest(name)
        met.add(key)
        yield entry
    if not met:
        raise Invalid(Text("Gói không có thủ tục nào.", "The bundle holds no procedure."), _AGAIN, name)


def _procedure(entry: dict[str, Any], files: Mapping[str, bytes]) -> Packed:
    held: dict[str, bytes] = {}
    for one in entry["files"]:
        path, place = str(one["path"]), str(one["as"])
        if path not in files:
            raise Invalid(Text(f"Gói thiếu tệp “{path}”.", f"The file “{path}” is missing."), _AGAIN, path)
        if content_hash(files[path]) != one["sha256"]:
            raise _tampered(path)
        _refuse_path(place)
        held[place] = files[path]
    sources = Sources(held)
    if DIAGRAM not in held or sources.hash != entry["hash"]:
        raise _tampered(str(entry["key"]))
    since = entry.get("effective_from")
    return Packed(
        str(entry["key"]),
        str(entry.get("name") or entry["key"]),
        entry.get("version") if isinstance(entry.get("version"), int) else None,
        str(entry["decision_number"]) if entry.get("decision_number") else None,
        datetime.fromisoformat(since) if since else None,
        sources,
    )


def _tampered(path: str) -> Invalid:
    return Invalid(
        Text(
            f"Nội dung “{path}” khác mã băm ghi trong gói: tệp đã bị sửa hoặc hỏng.",
            f"“{path}” does not have the hash the bundle states: it was changed or damaged.",
        ),
        _AGAIN,
        path,
    )
