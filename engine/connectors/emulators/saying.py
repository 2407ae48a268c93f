"""What an emulated agency says of its work by call-back: received, in progress, more needed, no; also out of order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from engine.connectors.emulators.office import EmulatedOffice, Entry
from engine.text import Text

ACTS: Final[Mapping[str, Text]] = {
    "received": Text("Báo đã tiếp nhận", "Say that it was received"),
    "processing": Text("Báo đang xử lý", "Say that it is in progress"),
    "supplement": Text("Yêu cầu bổ sung", "Ask for a supplement"),
    "refuse": Text("Từ chối", "Refuse"),
    "disorder": Text(
        "Báo lộn thứ tự (đang xử lý rồi mới tiếp nhận)", "Say it out of order (in progress, then received)"
    ),
}
NEEDED: Final = "Bổ sung văn bản đồng ý của chủ sở hữu chỗ ở."
NO: Final = "Thông tin không khớp với Cơ sở dữ liệu quốc gia về dân cư."
_LATER: Final = timedelta(minutes=5)


def said(office: EmulatedOffice, act: str, now: datetime) -> list[tuple[str, Mapping[str, Any]]]:
    """The messages of an act about every request still owed an answer: each with its number."""
    return [
        (f"{entry.receipt}-{act}-{entry.times}-{place}", body)
        for entry in office.owed()
        for place, body in enumerate(_BODIES[act](entry, now), 1)
    ]


def is_final(body: Mapping[str, Any]) -> bool:
    """Whether the agency is done with a request after this message."""
    return "code" in body


def _status(word: str, entry: Entry, at: datetime, words: str = "") -> dict[str, Any]:
    return {"ref": entry.receipt, "status": word, "at": at.isoformat(), **({"said": words} if words else {})}


def _received(entry: Entry, now: datetime) -> list[dict[str, Any]]:
    return [_status("da_tiep_nhan", entry, now)]


def _processing(entry: Entry, now: datetime) -> list[dict[str, Any]]:
    return [_status("dang_xu_ly", entry, now, "Cán bộ đang xác minh thông tin.")]


def _disorder(entry: Entry, now: datetime) -> list[dict[str, Any]]:
    return [*_processing(entry, now), *_received(entry, now - _LATER)]


def _supplement(entry: Entry, now: datetime) -> list[dict[str, Any]]:
    return [{"ref": entry.receipt, "code": "bo_sung", "said": NEEDED}]


def _refuse(entry: Entry, now: datetime) -> list[dict[str, Any]]:
    return [{"ref": entry.receipt, "code": "refused", "said": NO}]


_BODIES: Final[Mapping[str, Callable[[Entry, datetime], list[dict[str, Any]]]]] = {
    "received": _received,
    "processing": _processing,
    "supplement": _supplement,
    "refuse": _refuse,
    "disorder": _disorder,
}
