"""The options of a choice as they are right now, and whether an answer is one of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final

from engine.forms import limits
from engine.forms.field import by_path
from engine.forms.json_clean import json_clean
from engine.forms.kinds.choice import Choice, option_from
from engine.forms.kinds.option import Option, OptionSource
from engine.text import Text

NOT_OFFERED: Final = Text(
    "Chọn một trong các mục của danh sách; mục đã gửi không còn trong danh sách.",
    "Choose one of the listed answers; the one sent is not on the list.",
)


def options_of(
    field: Choice, scope: Mapping[str, Any], now: datetime | None, source: OptionSource | None
) -> tuple[Option, ...]:
    """Static options, those of the running installation, those in the context, or those a FEEL expression gives."""
    if field.of_units:
        return tuple(source(field)) if source else ()
    if field.options_from is not None:
        return _read(json_clean(field.options_from.value(scope, now)))
    if field.options_path:
        return _read(by_path(scope, field.options_path))
    return field.options


def _read(found: object) -> tuple[Option, ...]:
    items: Iterable[object] = found if isinstance(found, list | tuple) else ()
    options = (option_from(item) for item in list(items)[: limits.OPTIONS])
    return tuple({option.value: option for option in options if option is not None}.values())


def is_offered(value: object, options: tuple[Option, ...]) -> bool:
    """True when every chosen value is an option."""
    offered = {option.value for option in options}
    chosen = value if isinstance(value, list) else [value]
    return all(item in offered for item in chosen)
