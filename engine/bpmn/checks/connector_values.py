"""Values handed to a connector and read from its answer: of the right kind, among the choices, really answered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from engine import feel
from engine.bpmn.checks.rules import Raised, advice, named, refused
from engine.bpmn.connector_words import ConnectorWords, ParameterWords
from engine.bpmn.definition import Connector, Node
from engine.text import Text

VALUE: Final = refused("connector_value")
RESULT: Final = advice("connector_result")
TWICE: Final = refused("connector_result_twice")

_KINDS: Final = {
    "text": Text("một dòng chữ", "a text"),
    "number": Text("một số", "a number"),
    "truth": Text("true hoặc false", "true or false"),
    "date": Text("một ngày dạng 2026-01-31", "a day such as 2026-01-31"),
    "list": Text("một danh sách (công thức)", "a list (a formula)"),
    "context": Text("một nhóm giá trị (công thức)", "a context (a formula)"),
}
_TYPES: Final[dict[str, type]] = {
    "text": str,
    "number": Decimal,
    "truth": bool,
    "date": date,
    "list": list,
    "context": dict,
}


def check(node: Node, connector: Connector, words: ConnectorWords) -> Iterator[Raised]:
    """The parameters a step gives, then the results it keeps."""
    for param in connector.params:
        told = words.parameters.get(param.name)
        if told is not None and param.value.strip() and not fits(told, param.value):
            yield _wrong(node, words, param.name, told, param.value)
    yield from _results(node, connector, words)


def fits(told: ParameterWords, value: str) -> bool:
    """Whether a literal, or a formula that reads nothing, is a value the parameter takes."""
    text = value.strip()
    if not text.startswith("="):
        return _literal(told, text)
    known, found = _constant(text[1:])
    if not known or found is None or told.kind == "any":
        return True
    if told.choices and isinstance(found, str):
        return found in told.choices
    return isinstance(found, _TYPES.get(told.kind, object))


def _literal(told: ParameterWords, text: str) -> bool:
    if told.choices:
        return text in told.choices
    if told.kind == "number":
        return _number(text)
    if told.kind == "truth":
        return text in ("true", "false")
    if told.kind == "date":
        return _day(text)
    return told.kind not in ("list", "context")


def _number(text: str) -> bool:
    try:
        return Decimal(text).is_finite()
    except InvalidOperation:
        return False


def _day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _constant(source: str) -> tuple[bool, Any]:
    """Whether a formula reads nothing, and its value then."""
    try:
        expression = feel.compile(source.strip())
        if expression.names_read or "(" in source:
            return False, None
        return True, expression.evaluate({}).value
    except feel.FeelError:
        return False, None


def _wrong(node: Node, words: ConnectorWords, name: str, told: ParameterWords, value: str) -> Raised:
    said = words.called(name)
    wanted = Text(*(", ".join(told.choices),) * 2) if told.choices else _KINDS.get(told.kind, Text("", ""))
    shown = value if len(value) <= 60 else f"{value[:57]}…"
    return VALUE.at(
        node.id,
        Text(
            f"{named(node)}: tham số {said.vi} không nhận giá trị “{shown}”.",
            f"{named(node)}: the parameter {said.en} does not take the value “{shown}”.",
        ),
        Text(f"Cần {wanted.vi}.", f"It takes {wanted.en}."),
    )


def _results(node: Node, connector: Connector, words: ConnectorWords) -> Iterator[Raised]:
    kept = [one.variable for one in connector.results]
    for name in sorted({one for one in kept if kept.count(one) > 1}):
        yield TWICE.at(
            node.id,
            Text(f"{named(node)} giữ hai kết quả cùng tên “{name}”.", f"{named(node)} keeps two results as “{name}”."),
            Text("Đặt tên khác cho một kết quả.", "Give one of them another name."),
        )
    if words.results is None:
        return
    given = ", ".join(sorted(words.results))
    for one in connector.results:
        for name in sorted(_read_of_response(one.value) - words.results):
            yield RESULT.at(
                node.id,
                Text(
                    f"{named(node)}: kết quả “{one.variable}” đọc “response.{name}”, "
                    f"nhưng kết nối không trả về “{name}”.",
                    f"{named(node)}: result “{one.variable}” reads “response.{name}”, "
                    f"but the connector does not answer “{name}”.",
                ),
                Text(f"Kết nối trả về: {given}.", f"The connector answers: {given}."),
            )


def _read_of_response(value: str) -> set[str]:
    if not value.startswith("="):
        return set()
    try:
        paths = feel.compile(value[1:].strip()).names_read
    except feel.FeelError:
        return set()
    return {path[1] for path in paths if path[0] == "response" and len(path) > 1}
