"""An OpenAPI document that may be trusted with our time and memory: JSON, small, without references to elsewhere."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from engine.connectors.descriptor import WrongSetting
from engine.text import Text

MOST_BYTES = 1024 * 1024
_DEEPEST = 60
_REF = "$ref"


@dataclass(frozen=True)
class Document:
    """The whole description, and the way to what its references name."""

    root: Mapping[str, Any]

    def meant(self, value: Any) -> Mapping[str, Any]:
        """What a value or the reference it is stands for; ``WrongSetting`` for one that leads nowhere or in a ring."""
        seen: set[str] = set()
        while isinstance(value, Mapping) and _REF in value:
            ref = str(value[_REF])
            if ref in seen:
                raise WrongSetting(Text(f"Tham chiếu {ref} lặp vòng.", f"The reference {ref} leads to itself."))
            seen.add(ref)
            value = self._named(ref)
        return value if isinstance(value, Mapping) else {}

    def _named(self, ref: str) -> Any:
        found: Any = self.root
        for part in ref.removeprefix("#/").split("/"):
            name = part.replace("~1", "/").replace("~0", "~")
            if not isinstance(found, Mapping) or name not in found:
                raise WrongSetting(Text(f"Không có {ref} trong tài liệu.", f"The document has no {ref}."))
            found = found[name]
        return found


def mapping(value: Any) -> Mapping[str, Any]:
    """The value when it is an object, else an empty one."""
    return value if isinstance(value, Mapping) else {}


def listing(value: Any) -> list[Any]:
    """The value when it is a list, else an empty one."""
    return value if isinstance(value, list) else []


@lru_cache(maxsize=64)
def read(text: str) -> Document:
    """The document. Raises ``WrongSetting`` saying what an administrator must change."""
    if len(text.encode()) > MOST_BYTES:
        raise WrongSetting(Text("Tài liệu lớn hơn 1 MB.", "The document is larger than 1 MB."))
    try:
        root = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise WrongSetting(
            Text(
                "Không phải JSON. Nếu tài liệu ở dạng YAML, hãy xuất sang JSON.",
                "This is not JSON. Export a YAML document as JSON.",
            )
        ) from error
    version = str(root.get("openapi", "")) if isinstance(root, dict) else ""
    if not version.startswith("3."):
        raise WrongSetting(Text("Không phải tài liệu OpenAPI 3.", "This is not an OpenAPI 3 document."))
    for ref in _references(root):
        if not ref.startswith("#/"):
            raise WrongSetting(
                Text(
                    f"Tham chiếu ra ngoài tài liệu không được dùng: {ref[:80]}",
                    f"References outside the document are not allowed: {ref[:80]}",
                )
            )
    return Document(root)


def _references(root: Any) -> Iterator[str]:
    """Every reference, without recursion; too deep a nesting is refused."""
    left: list[tuple[Any, int]] = [(root, 0)]
    while left:
        value, depth = left.pop()
        if depth > _DEEPEST:
            raise WrongSetting(Text("Tài liệu lồng quá nhiều cấp.", "The document is nested too deeply."))
        if isinstance(value, dict):
            if isinstance(value.get(_REF), str):
                yield value[_REF]
            left.extend((inner, depth + 1) for inner in value.values())
        elif isinstance(value, list):
            left.extend((inner, depth + 1) for inner in value)
