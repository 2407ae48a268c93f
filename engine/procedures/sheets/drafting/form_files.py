"""The forms of a draft: plain ones that an analyst completes; what no decision prints is marked as a sample."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from engine.procedures.sheets.drafting.sheet_element import Case

_FILE = Path(__file__).with_name("forms.json")


def forms_for(names: Iterable[str], title: str, cases: list[Case]) -> dict[str, bytes]:
    """The named forms as form-js documents; the application asks for the case where there are several."""
    found = {}
    for name in sorted(names):
        form = json.loads(json.dumps(shipped_forms()[name]))
        if name == "to-khai":
            form["title"] = f"Đơn đề nghị: {title}"[:200]
            if cases:
                form["components"].insert(1, _case_field(cases))
        found[name] = (json.dumps(form, ensure_ascii=False, indent=2) + "\n").encode()
    return found


@functools.cache
def shipped_forms() -> dict[str, Any]:
    """The plain forms a draft may begin with, by name."""
    data: dict[str, Any] = json.loads(_FILE.read_text(encoding="utf-8"))
    return data


def _case_field(cases: list[Case]) -> dict[str, Any]:
    return {
        "type": "radio",
        "id": "o_truong_hop",
        "key": "truong_hop",
        "label": "Trường hợp",
        "values": [{"label": one.name[:200], "value": one.id, "en": one.name[:200]} for one in cases],
        "validate": {"required": True},
        "properties": {"vn.en": "Case", "vn.routing": "true"},
    }
