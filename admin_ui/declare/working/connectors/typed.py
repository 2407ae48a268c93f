"""Parameters and results of an automatic step as fields of a form, and the fields back as what the diagram keeps.

A parameter ``x`` is two fields: ``p-x`` says where its value comes from (a fixed value, a choice, a field of the
dossier, a formula, nothing) and ``v-x`` holds what is typed. Parameters of a family are numbered rows ``t-0``,
``p-+0``, ``v-+0``. A result ``y`` is a tick ``kq-y`` and the name it is kept under, ``ten-y``; results worked out by
a formula are numbered rows ``r-0``, ``rv-0``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from werkzeug.datastructures import MultiDict

from engine import feel
from engine.bpmn.conditions import Names
from engine.bpmn.definition import Connector, ConnectorResult, Param
from engine.connectors.descriptor import Descriptor, Parameter
from engine.connectors.registry import answers_anything
from engine.forms.dates import read_date
from engine.forms.kinds.number import international
from engine.forms.wrong import Wrong
from engine.platform.errors import Invalid
from engine.text import Text

NOTHING, FIXED, FORMULA, CHOICE, FIELD = "", "gia-tri", "cong-thuc", "c:", "o:"
ROWS: Final = 2
"""Empty rows offered beyond those that are filled in."""
MOST_ROWS: Final = 40
LONGEST: Final = 2000
_NAME: Final = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_NUMBER: Final = re.compile(r"-?\d+(\.\d+)?")
_TRUTH: Final = {"true": Text("Có", "Yes"), "false": Text("Không", "No")}

Fields = MultiDict[str, str]


@dataclass(frozen=True)
class _Typed:
    """One value as it was typed: where it comes from, and the text beside."""

    field: str
    source: str
    text: str


_FIELDS: Final = ("p-", "v-", "t-", "kq-", "ten-", "r-", "rv-", "bat-", "di-")


def is_field(name: str) -> bool:
    """Whether a field of the form belongs to the connector that is chosen."""
    return name.startswith(_FIELDS)


def choices_of(told: Parameter) -> list[tuple[str, Text]]:
    """The only values a parameter takes, each with its words; none: it takes any."""
    if told.choices:
        return [(one.value, one.title) for one in told.choices]
    return list(_TRUTH.items()) if told.kind == "truth" else []


def shown(told: Descriptor, connector: Connector, names: Names) -> Fields:
    """The fields of a step as the diagram has it."""
    fields: Fields = MultiDict()
    given = {one.name: one.value for one in connector.params}
    known = {one.name for one in told.parameters}
    for parameter in told.parameters:
        value = given.get(parameter.name, "")
        if parameter.kind == "number" and _NUMBER.fullmatch(value):
            value = value.replace(".", ",")
        _show(fields, parameter.name, value, choices_of(parameter), names)
    for number, (name, value) in enumerate((name, value) for name, value in given.items() if name not in known):
        fields[f"t-{number}"] = name
        _show(fields, f"+{number}", value, [], names)
    others = list(connector.results)
    for result in told.results:
        kept = next((one for one in others if one.value.replace(" ", "") == f"=response.{result.name}"), None)
        if kept is not None:
            others.remove(kept)
            fields[f"kq-{result.name}"] = "1"
        fields[f"ten-{result.name}"] = kept.variable if kept else variable(result.name)
    for number, one in enumerate(others):
        fields[f"r-{number}"], fields[f"rv-{number}"] = one.variable, one.value.removeprefix("=").strip()
    return fields


def begun(told: Descriptor, names: Names) -> Fields:
    """The fields of a new step: each parameter from the field of the same name, else as its example says."""
    params, known = [], set(names)
    for parameter in told.parameters:
        same = next((path for path in (f"don.{parameter.name}", f"ho_so.{parameter.name}") if path in known), "")
        example = parameter.example
        if same or example.removeprefix("=") in known:
            params.append(Param(parameter.name, f"={same or example.removeprefix('=')}"))
        elif parameter.required and choices_of(parameter) and not example.startswith("="):
            params.append(Param(parameter.name, example))
    kept = (
        []
        if answers_anything(told)
        else [ConnectorResult(variable(one.name), f"=response.{one.name}") for one in told.results]
    )
    fields = shown(told, Connector(told.id, told.version, tuple(params), tuple(kept)), names)
    for parameter in told.parameters:
        if parameter.required and not fields.get(f"p-{parameter.name}"):
            fields[f"p-{parameter.name}"] = FIXED
    return fields


def read_params(form: Mapping[str, str], told: Descriptor, was: tuple[Param, ...]) -> tuple[Param, ...]:
    """The parameters the form says. Raises ``Invalid`` at a field, naming the parameter and what to do."""
    before = {(one.name, one.value): one for one in was}
    found: list[Param] = []
    for parameter in told.parameters:
        value = _value(_typed(form, parameter.name), parameter)
        if value:
            found.append(before.get((parameter.name, value), Param(parameter.name, value)))
    for number, name in numbered(form, "t-"):
        _require_family(told, name, f"t-{number}")
        loose = Parameter(name, Text(name, name), required=False)
        value = _value(_typed(form, f"+{number}"), loose)
        found.append(before.get((name, value), Param(name, value)))
    return tuple(found)


def read_results(
    form: Mapping[str, str], told: Descriptor, was: tuple[ConnectorResult, ...]
) -> tuple[ConnectorResult, ...]:
    """The results the form keeps. Raises ``Invalid`` at a field."""
    before = {(one.variable, one.value): one for one in was}
    found: list[tuple[str, str, str]] = []
    for result in told.results:
        if form.get(f"kq-{result.name}"):
            name = form.get(f"ten-{result.name}", "").strip() or variable(result.name)
            found.append((f"ten-{result.name}", name, f"=response.{result.name}"))
    for number, name in numbered(form, "r-"):
        formula = form.get(f"rv-{number}", "").strip().removeprefix("=").strip()
        _require_formula(formula, f"rv-{number}", Text(f"kết quả “{name}”", f"result “{name}”"))
        found.append((f"r-{number}", name, f"={formula}"))
    taken: set[str] = set()
    for field, name, _ in found:
        if not _NAME.fullmatch(name) or name in taken:
            raise Invalid(
                Text(f"Không dùng được tên “{name[:40]}” cho kết quả.", f"A result cannot be kept as “{name[:40]}”."),
                Text(
                    "Tên gồm chữ không dấu, số, gạch dưới, và không trùng nhau.",
                    "A name is plain letters, digits, underscores, and each is used once.",
                ),
                field,
            )
        taken.add(name)
    return tuple(before.get((name, value), ConnectorResult(name, value)) for _, name, value in found)


def variable(result: str) -> str:
    """The name a result is kept under when nobody gives another."""
    return result.replace(".", "_")


def numbered(form: Mapping[str, str], beginning: str) -> Iterator[tuple[int, str]]:
    """The numbered rows that have a name."""
    for number in range(MOST_ROWS):
        name = form.get(f"{beginning}{number}", "").strip()
        if name:
            yield number, name[:80]


def rows_shown(form: Mapping[str, str], beginning: str) -> int:
    """How many numbered rows the form shows: those filled in and a few empty ones."""
    filled = [number for number, _ in numbered(form, beginning)]
    return min(MOST_ROWS, (filled[-1] + 1 if filled else 0) + ROWS)


def _show(fields: Fields, name: str, value: str, choices: list[tuple[str, Text]], names: Names) -> None:
    formula = value.removeprefix("=").strip()
    if value.startswith("=") and formula in names:
        fields[f"p-{name}"] = FIELD + formula
    elif value.startswith("="):
        fields[f"p-{name}"], fields[f"v-{name}"] = FORMULA, formula
    elif value in [code for code, _ in choices]:
        fields[f"p-{name}"] = CHOICE + value
    elif value:
        fields[f"p-{name}"], fields[f"v-{name}"] = FIXED, value
    else:
        fields[f"p-{name}"] = NOTHING


def _typed(form: Mapping[str, str], name: str) -> _Typed:
    return _Typed(f"v-{name}", form.get(f"p-{name}", ""), form.get(f"v-{name}", "").strip()[:LONGEST])


def _value(typed: _Typed, told: Parameter) -> str:
    """What the diagram keeps: a literal, or FEEL after an equals sign; empty when nothing is sent."""
    if typed.source.startswith(FIELD):
        return f"={typed.source.removeprefix(FIELD)}"
    if typed.source.startswith(CHOICE):
        return typed.source.removeprefix(CHOICE)
    if typed.source == FORMULA:
        formula = typed.text.removeprefix("=").strip()
        _require_formula(formula, typed.field, Text(f"“{told.title.vi}”", f"“{told.title.en}”"))
        return f"={formula}"
    return _literal(typed, told) if typed.source == FIXED and typed.text else ""


def _literal(typed: _Typed, told: Parameter) -> str:
    """A fixed value in the form the connector takes."""
    try:
        if told.kind == "date":
            return read_date(typed.text)
        if told.kind == "number":
            return _number(typed.text)
    except Wrong as error:
        raise _wrong(told, typed, error.text) from error
    if told.kind in ("list", "context"):
        said = Text("Giá trị này phải viết bằng công thức.", "This value must be a formula.")
        raise _wrong(told, typed, said)
    if told.choices:
        raise _wrong(told, typed, Text("Chọn một giá trị trong danh sách.", "Choose a value of the list."))
    if typed.text.startswith("="):
        return typed.text[1:].strip() and f"={typed.text[1:].strip()}"
    return typed.text


def _number(text: str) -> str:
    plain = international(text, grouped_first=True)
    if not _NUMBER.fullmatch(plain):
        raise Wrong(Text("Chỉ nhập số, ví dụ 18 hoặc 1.500.000.", "Enter a number only, for example 18 or 1500000."))
    return plain


def _wrong(told: Parameter, typed: _Typed, fix: Text) -> Invalid:
    shown = typed.text[:60]
    return Invalid(
        Text(
            f"Tham số “{told.title.vi}” không nhận “{shown}”.", f"Parameter “{told.title.en}” does not take “{shown}”."
        ),
        fix,
        typed.field,
    )


def _require_family(told: Descriptor, name: str, field: str) -> None:
    if _NAME.fullmatch(name) and told.families and name.startswith(told.families):
        return
    beginnings = ", ".join(told.families) or "–"
    raise Invalid(
        Text(f"Kết nối này không nhận tham số “{name[:40]}”.", f"This connector takes no parameter “{name[:40]}”."),
        Text(
            f"Tên viết không dấu và bắt đầu bằng một trong: {beginnings}",
            f"The name is in plain letters and begins with one of: {beginnings}",
        ),
        field,
    )


def _require_formula(formula: str, field: str, whose: Text) -> None:
    try:
        feel.compile(formula)
    except feel.FeelError as error:
        raise Invalid(
            Text(f"Công thức của {whose.vi} sai: {error.vi}", f"The formula of {whose.en} is wrong: {error.en}"),
            Text(
                "Sửa công thức, hoặc chọn một ô của hồ sơ để lấy giá trị.",
                "Correct it, or choose a field of the dossier to take the value from.",
            ),
            field,
        ) from error
