"""Old state formats to the present one, one step at a time, so that a dossier started years ago still opens."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from engine.spiff.errors import WrongVersion
from engine.text import Text

FORMAT = 1

UPCASTERS: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {}
"""Format n -> the function that makes a document of format n + 1 of it."""


def upcast(document: dict[str, Any], upcasters: Any = None, wanted: int = FORMAT) -> dict[str, Any]:
    """Bring ``document`` to format ``wanted``. A format from the future, or without a way here, is refused."""
    steps = UPCASTERS if upcasters is None else upcasters
    while document["v"] != wanted:
        step = steps.get(document["v"])
        if step is None:
            raise WrongVersion(
                Text(
                    f"Trạng thái hồ sơ ghi theo định dạng {document['v']}, chương trình này đọc định dạng {wanted}.",
                    f"The state is written in format {document['v']}; this program reads format {wanted}.",
                )
            )
        document = step(document)
    return document
