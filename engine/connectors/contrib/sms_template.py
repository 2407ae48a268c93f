"""What a message gateway wants to be sent, as an administrator writes it down once per gateway (JSON)."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from engine.connectors.descriptor import WrongSetting
from engine.connectors.phones import FORMS
from engine.text import Text

SECRETS = ("sms_key", "sms_secret")
NAMES = frozenset({"phone", "text", "key", "values", *SECRETS})
EXAMPLE = """{
  "path": "/messages", "phone": "84",
  "headers": {"X-Api-Key": "{sms_key}"},
  "body": {"to": "{phone}", "content": "{text}", "request_id": "{key}", "template_data": "{values}"},
  "good": {"field": "code", "is": ["100", "0"]}, "again": ["101"], "receipt": "message_id"
}"""
_PLACE = re.compile(r"\{([a-z_]+)\}")
_KNOWN = frozenset({"path", "phone", "headers", "body", "form", "good", "again", "receipt"})
_HEADER = re.compile(r"[A-Za-z0-9-]+")


@dataclass(frozen=True)
class Template:
    """A request to fill in, and how the gateway's answer is read."""

    path: str
    phone: str
    headers: Mapping[str, str]
    body: Mapping[str, Any]
    form: bool = False
    good_field: str = ""
    good: frozenset[str] = frozenset()
    again: frozenset[str] = frozenset()
    receipt: str = ""
    used: frozenset[str] = field(default=frozenset())

    def filled(self, values: Mapping[str, Any]) -> tuple[bytes, str]:
        """The body and its content type."""
        body = fill(self.body, values)
        if self.form:
            return urlencode(body).encode(), "application/x-www-form-urlencoded"
        return json.dumps(body, ensure_ascii=False).encode(), "application/json; charset=utf-8"


def fill(value: Any, values: Mapping[str, Any]) -> Any:
    """A copy with every place filled in; one that is a whole text may become any value."""
    if isinstance(value, Mapping):
        return {name: fill(inner, values) for name, inner in value.items()}
    if isinstance(value, list):
        return [fill(inner, values) for inner in value]
    if not isinstance(value, str):
        return value
    whole = _PLACE.fullmatch(value)
    if whole and whole.group(1) in values:
        return values[whole.group(1)]
    return _PLACE.sub(lambda one: str(values.get(one.group(1), one.group())), value)


@lru_cache(maxsize=64)
def read(text: str) -> Template:
    """Read a template. Raises ``WrongSetting`` saying what is wrong."""
    try:
        told = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise WrongSetting(Text("Mẫu phải là JSON.", "The template must be JSON.")) from error
    if not isinstance(told, dict) or not isinstance(told.get("body"), dict) or set(told) - _KNOWN:
        names = ", ".join(sorted(_KNOWN))
        raise WrongSetting(Text(f"Mẫu chỉ gồm: {names}; cần có body.", f"A template has only {names}; body is needed."))
    used = frozenset(_PLACE.findall(text))
    if used - NAMES or "phone" not in used or not used & {"text", "values"}:
        names = ", ".join(f"{{{one}}}" for one in sorted(NAMES))
        raise WrongSetting(
            Text(
                f"Các chỗ điền: {names}; cần có {{phone}} và {{text}} hoặc {{values}}.",
                f"Places to fill in: {names}; {{phone}} and {{text}} or {{values}} are needed.",
            )
        )
    return _template(told, used)


def _template(told: Mapping[str, Any], used: frozenset[str]) -> Template:
    good = told.get("good") or {}
    path, phone, headers = told.get("path", ""), str(told.get("phone", "84")), told.get("headers") or {}
    fits = isinstance(path, str) and (not path or path.startswith("/")) and phone in FORMS
    fits = fits and isinstance(headers, dict) and isinstance(good, dict) and isinstance(told.get("again", []), list)
    if not fits or not all(_HEADER.fullmatch(str(name)) for name in headers):
        raise WrongSetting(
            Text(
                "path, phone, headers, good hoặc again không đúng dạng.",
                "path, phone, headers, good or again is wrong.",
            )
        )
    return Template(
        path,
        phone,
        {str(name): str(value) for name, value in headers.items()},
        told["body"],
        form=bool(told.get("form")),
        good_field=str(good.get("field") or ""),
        good=frozenset(str(one) for one in good.get("is") or ()),
        again=frozenset(str(one) for one in told.get("again") or ()),
        receipt=str(told.get("receipt") or ""),
        used=used,
    )
