"""The states of a leg in words of ours, and which words of a partner mean them."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from engine.connectors import registry
from engine.text import Text


class Heard(StrEnum):
    """What a partner says of its work."""

    RECEIVED = "received"
    PROCESSING = "processing"
    SUPPLEMENT = "supplement"
    REFUSED = "refused"
    DONE = "done"


SAID: Final[dict[str, Text]] = {
    Heard.RECEIVED: Text("Đã tiếp nhận", "Received"),
    Heard.PROCESSING: Text("Đang xử lý", "In progress"),
    Heard.SUPPLEMENT: Text("Yêu cầu bổ sung", "Asks for a supplement"),
    Heard.REFUSED: Text("Từ chối", "Refused"),
    Heard.DONE: Text("Đã trả kết quả", "Result given"),
}

_USUAL: Final[dict[str, Heard]] = {
    **{word.value: word for word in Heard},
    "da_tiep_nhan": Heard.RECEIVED,
    "dang_xu_ly": Heard.PROCESSING,
    "bo_sung": Heard.SUPPLEMENT,
    "yeu_cau_bo_sung": Heard.SUPPLEMENT,
    "tu_choi": Heard.REFUSED,
    "hoan_thanh": Heard.DONE,
    "da_co_ket_qua": Heard.DONE,
}
"""Words understood of every partner; a connector's own come first."""


def heard(connector_id: str, word: str) -> Heard | None:
    """What a partner means by a word; None when nobody has said what it means."""
    connector = registry.find(connector_id)
    own = connector.descriptor.statuses.get(word) if connector else None
    return Heard(own) if own in set(Heard) else _USUAL.get(word)
