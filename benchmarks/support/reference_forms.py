"""Forms of the reference procedures: an application of about two kilobytes, about 600 bytes more at every step."""

from __future__ import annotations

import json
from typing import Any

WORDS = "Thửa đất số 125, tờ bản đồ số 14, thôn Đông Hòa, xã An Bình, tỉnh Minh Giang"
FIELDS = 22
UNITS_ASKED = 200


def application() -> bytes:
    """Twenty-two lines of text, and a number the diagram may read."""
    texts = [_text(f"dong_{number}") for number in range(FIELDS)]
    return _form("to-khai", [*texts, _routing("number", "so_luong")])


def step() -> bytes:
    """An opinion, a reason, and the answer the diagram reads."""
    return _form("buoc", [_text("y_kien"), _text("can_cu"), _text("ly_do"), _routing("checkbox", "lam_lai")])


def filled_application(items: int = 1) -> dict[str, Any]:
    """What the applicant writes; ``items`` is the number a diagram may repeat a step by."""
    return {**{f"dong_{number}": f"{WORDS} ({number})" for number in range(FIELDS)}, "so_luong": str(items)}


def filled_step(*, again: bool = False) -> dict[str, Any]:
    """What an officer writes; ``again`` sends the dossier round once more where the diagram has a way back."""
    said = {"y_kien": f"{WORDS}. {WORDS}. {WORDS}.", "can_cu": f"{WORDS}.", "ly_do": "Đủ điều kiện theo quy định."}
    return {**said, "lam_lai": "on" if again else ""}


def applicant() -> dict[str, Any]:
    """Who hands the dossier in."""
    return {
        "loai": "citizen",
        "ho_ten": "Nguyễn Thị Minh Khai",
        "so_dinh_danh": "001190000006",
        "dien_thoai": "0912345678",
        "hinh_thuc_tra": "mot_cua",
    }


def _form(name: str, components: list[dict[str, Any]]) -> bytes:
    document = {"schemaVersion": 19, "type": "default", "id": name, "title": name, "components": components}
    return json.dumps(document, ensure_ascii=False).encode()


def _text(key: str) -> dict[str, Any]:
    return {"type": "textarea", "id": f"o_{key}", "key": key, "label": key, "validate": {"maxLength": 2000}}


def _routing(kind: str, key: str) -> dict[str, Any]:
    return {"type": kind, "id": f"o_{key}", "key": key, "label": key, "properties": {"vn.routing": "true"}}
