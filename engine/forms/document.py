"""Turns bytes or text into a JSON object of bounded size and depth, or says what is wrong with it."""

from __future__ import annotations

import json
from typing import Any, Final

from engine.forms import limits
from engine.forms.problems import FormProblems, Problem
from engine.text import Text

_UNREADABLE: Final = Text("Không đọc được biểu mẫu.", "The form cannot be read.")
_AGAIN: Final = Text(
    "Mở tệp bằng trình soạn biểu mẫu, lưu lại rồi tải lên.", "Open it in the form editor, save it and upload it again."
)


class _Repeated(ValueError):
    """The same name stands twice in one object."""


def read_json(document: bytes | str | dict[str, Any], name: str) -> dict[str, Any]:
    """The document as an object. Raises FormProblems."""
    if isinstance(document, dict):
        data: Any = document
    else:
        data = _parse(document, name)
    if not isinstance(data, dict):
        raise _refused(name, Text("Biểu mẫu phải là một đối tượng JSON {…}.", "A form must be a JSON object {…}."))
    if _too_deep(data):
        raise _refused(
            name,
            Text(
                f"Biểu mẫu lồng nhau quá {limits.JSON_DEPTH} cấp.",
                f"The form is nested deeper than {limits.JSON_DEPTH}.",
            ),
        )
    return data


def _parse(document: bytes | str, name: str) -> Any:
    if len(document) > limits.DOCUMENT_BYTES:
        size = limits.DOCUMENT_BYTES // 1024
        raise _refused(name, Text(f"Biểu mẫu lớn hơn {size} KB.", f"The form is larger than {size} KB."))
    try:
        text = document.decode("utf-8-sig") if isinstance(document, bytes) else document.removeprefix("\ufeff")
        return json.loads(text, object_pairs_hook=_once, parse_constant=_no_constant)
    except _Repeated as repeated:
        raise _refused(
            name,
            Text(
                f"Tên “{repeated}” xuất hiện hai lần trong cùng một đối tượng.",
                f"“{repeated}” stands twice in one object.",
            ),
        ) from None
    except json.JSONDecodeError as error:
        place = Text(f"Lỗi JSON ở dòng {error.lineno}.", f"JSON error on line {error.lineno}.")
        raise _refused(name, place) from None
    except (ValueError, RecursionError):
        raise _refused(name, Text("Tệp không phải JSON mã hóa UTF-8.", "The file is not JSON in UTF-8.")) from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise _Repeated(key[:60])
        found[key] = value
    return found


def _no_constant(constant: str) -> Any:
    raise ValueError(constant)


def _too_deep(data: Any) -> bool:
    level, depth = [data], 0
    while level:
        depth += 1
        if depth > limits.JSON_DEPTH:
            return True
        level = [
            inner
            for item in level
            for inner in (item.values() if isinstance(item, dict) else item)
            if isinstance(inner, dict | list)
        ]
    return False


def _refused(name: str, what: Text) -> FormProblems:
    return FormProblems(name, [Problem("", what, _UNREADABLE, _AGAIN)])
