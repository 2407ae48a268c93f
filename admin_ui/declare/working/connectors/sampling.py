"""A sample run of an automatic step: example values go to the emulator in this process, never to a real partner."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import orjson

from admin_ui.declare.working.connectors import described
from engine import feel
from engine.bpmn.conditions import Field, Names
from engine.bpmn.definition import Connector
from engine.connectors import registry, sampling
from engine.connectors.descriptor import Descriptor
from engine.feel.json_text import to_json
from engine.text import Text

_TEXTS: Mapping[str, Any] = {"yes_no": True, "number": Decimal(1), "money": Decimal(100000), "date": date(2026, 1, 15)}


@dataclass(frozen=True)
class Line:
    """One value of the run, as it is shown: what it is called and what it was."""

    title: Text
    name: str
    value: str


@dataclass(frozen=True)
class Run:
    """What a sample run did. ``emulated`` False: there is no emulator, the answer is the descriptor's examples."""

    sent: tuple[Line, ...]
    received: tuple[Line, ...]
    results: tuple[Line, ...]
    emulated: bool
    refused: str = ""
    wrong: Text | None = None


def run(connector: Connector, names: Names) -> Run:
    """Run the step as it is in the form. What cannot be worked out is said in ``wrong``, nothing is raised."""
    found = registry.find(connector.id)
    if found is None:
        return Run((), (), (), False, wrong=Text("Kết nối này chưa được cài đặt.", "This connector is not installed."))
    told = described.find(described.key_of(connector)) or found.descriptor
    try:
        params = _params(connector, told, names)
    except feel.FeelError as error:
        return Run((), (), (), False, wrong=Text(error.vi, error.en))
    sent = tuple(_line(told, name, value) for name, value in sampling.hidden(told, params).items())
    answer = described.sample(connector) or sampling.run(found, params)
    shown = sampling.hidden(told, answer.response)
    received = tuple(_line(told, name, value) for name, value in shown.items() if name != "receipt")
    results: tuple[Line, ...] = ()
    if not answer.refused and answer.wrong is None:
        results = tuple(_result(one.variable, one.value, answer.response) for one in connector.results)
    return Run(sent, received, results, answer.emulated, answer.refused, answer.wrong)


def example(field: Field) -> Any:
    """A value such a field could hold."""
    if field.options:
        first = field.options[0][0]
        return [first] if field.kind == "list" else first
    if field.kind in ("list", "rows"):
        return []
    return _TEXTS.get(field.kind, field.label.vi)


def _params(connector: Connector, told: Descriptor, names: Names) -> dict[str, Any]:
    context = _context(names)
    examples = {one.name: one.example for one in told.parameters if not one.example.startswith("=")}
    found: dict[str, Any] = {}
    for param in connector.params:
        if not param.value.startswith("="):
            found[param.name] = param.value
            continue
        value = feel.evaluate(param.value[1:], context).value
        found[param.name] = examples.get(param.name) if value is None else value
    ready: dict[str, Any] = orjson.loads(to_json(found))
    return ready


def _context(names: Names) -> dict[str, Any]:
    """Every name of the procedure with an example."""
    context: dict[str, Any] = {}
    for path, field in names.items():
        at = context
        *above, last = path.split(".")
        for part in above:
            at = at.setdefault(part, {})
        at[last] = example(field)
    return context


def _result(variable: str, value: str, response: Mapping[str, Any]) -> Line:
    if not value.startswith("="):
        return Line(Text(variable, variable), variable, value)
    try:
        got = feel.evaluate(value[1:], {"response": response}).value
    except feel.FeelError as error:
        return Line(Text(variable, variable), variable, f"({error.vi})")
    return Line(Text(variable, variable), variable, _said(got))


def _line(told: Descriptor, name: str, value: Any) -> Line:
    titles = {one.name: one.title for one in told.results} | {one.name: one.title for one in told.parameters}
    return Line(titles.get(name, Text(name, name)), name, _said(value))


def _said(value: Any) -> str:
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else str(to_json(value))
