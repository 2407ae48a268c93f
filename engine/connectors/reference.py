"""The reference of connectors as Markdown, made from their descriptors, so that it cannot say anything else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from engine.connectors import asked, registry
from engine.connectors.descriptor import Descriptor
from engine.text import Text

_TITLE = Text("Các kết nối", "Connectors")
_HEAD = Text(
    "Trang này do `quytrinh connector reference` viết ra từ mô tả của từng kết nối.",
    "This page is written by `quytrinh connector reference` from each connector's descriptor.",
)
_PARAMETERS = Text("Tham số", "Parameters")
_RESULTS = Text("Kết quả", "Results")
_ERRORS = Text("Mã lỗi", "Error codes")
_KEPT = Text("Quản trị viên giữ cùng đối tác", "An administrator keeps with the partner")
_SECRET = Text("bí mật", "secret")
_REQUIRED = Text("bắt buộc", "required")
_ADDRESSES = Text("Địa chỉ", "Addresses")
_TIMES = Text("Chờ, hỏi lại, hạn", "Timeout, asked again after, deadline")


def page() -> str:
    """Every installed connector, Vietnamese and English side by side."""
    lines = [f"# {_both(_TITLE)}", "", _both(_HEAD), ""]
    for connector in registry.installed().values():
        lines.extend(_section(connector.descriptor))
    common = (asked.TOKEN, asked.CALLBACK)
    lines.append(f"## {_both(_KEPT)}")
    lines.extend(f"- `{one.name}` ({_both(_SECRET)}): {_both(one.title)}" for one in common)
    lines.append(f"- `{asked.AUTHORITIES.name}`: {_both(asked.AUTHORITIES.title)}. {_both(asked.AUTHORITIES.help)}")
    return "\n".join(lines).rstrip() + "\n"


def _section(one: Descriptor) -> Iterator[str]:
    yield f"## `{one.id}` – {_both(one.title)}"
    yield _both(one.summary)
    yield ""
    yield f"- {_both(_ADDRESSES)}: {', '.join(f'`{scheme}://`' for scheme in one.schemes)}"
    minutes, hours = int(one.patience.total_seconds() // 60), int(one.deadline.total_seconds() // 3600)
    yield f"- {_both(_TIMES)}: {int(one.timeout.total_seconds())} s, {minutes} min, {hours} h"
    yield f"- {_both(one.idempotency)}"
    yield from _listed(_PARAMETERS, _parameters(one))
    yield from _listed(_RESULTS, (f"`{told.name}` {_both(told.title)}" for told in one.results))
    yield from _listed(_ERRORS, (f"`{told.code}` {_both(told.title)}" for told in one.errors))
    yield from _listed(_KEPT, _kept(one))
    yield ""


def _parameters(one: Descriptor) -> Iterator[str]:
    for told in one.parameters:
        mark = f" ({_both(_REQUIRED)})" if told.required else ""
        values = f": {', '.join(f'`{choice.value}`' for choice in told.choices)}" if told.choices else ""
        yield f"`{told.name}` {_both(told.title)}{mark}{values}"
    for beginning in one.families:
        yield f"`{beginning}…`"


def _kept(one: Descriptor) -> Iterator[str]:
    for setting in one.settings:
        mark = f" ({_both(_REQUIRED)})" if setting.required else ""
        yield f"`{setting.name}` {_both(setting.title)}{mark}"
    for secret in one.secrets:
        yield f"`{secret.name}` {_both(secret.title)} ({_both(_SECRET)})"


def _listed(title: Text, lines: Iterable[str]) -> Iterator[str]:
    found = list(lines)
    if found:
        yield f"- {_both(title)}"
        yield from (f"  - {line}" for line in found)


def _both(text: Text) -> str:
    return text.vi if text.vi == text.en else f"{text.vi} · {text.en}"
