"""FEEL where the library would run Python: compiled once per published version, evaluated, never executed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, NoReturn

from engine import feel
from engine.spiff.errors import NotRunnable, StepFailure
from engine.spiff.library import BasePythonScriptEngineEnvironment, PythonScriptEngine
from engine.text import Text

if TYPE_CHECKING:
    from engine.bpmn.definition import Node, Timer

_ISO_DURATION = re.compile(r"-?P(?=.)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?")
_ISO_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?")
_ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Formula:
    """A compiled expression and the element it stands at."""

    source: str
    element: str
    compiled: feel.Expression

    def evaluate(self, context: Mapping[str, Any], now: datetime) -> feel.Result:
        """The value and the warnings met on the way."""
        return self.compiled.evaluate(context, now=now)


def compile_formula(source: str, node: Node, line: int | None = None) -> Formula:
    """Compile FEEL text found at ``node``; text that is not FEEL makes the diagram not runnable."""
    text = source.strip().removeprefix("=").strip()
    try:
        return Formula(text, node.id, feel.compile(text))
    except feel.FeelError as problem:
        raise NotRunnable(
            Text(f"Biểu thức “{text}”: {problem.said_in('vi')}", f"Expression “{text}”: {problem.said_in('en')}"),
            node.id,
            line or node.line,
            "bad_expression",
        ) from None


def compile_timer(timer: Timer, node: Node) -> Formula:
    """Compile a timer's text: an ISO 8601 duration, date or instant as it stands, anything else as FEEL."""
    text = timer.expression.strip()
    if _ISO_DURATION.fullmatch(text):
        text = f'duration("{text}")'
    elif _ISO_INSTANT.fullmatch(text):
        text = f'date and time("{text}")'
    elif _ISO_DATE.fullmatch(text):
        text = f'date("{text}")'
    return compile_formula(text, node)


class FeelEnvironment(BasePythonScriptEngineEnvironment):
    """The library's last resort for expressions. Three of its call sites come here directly."""

    def evaluate(self, expression: str, context: Mapping[str, Any], external_context: Any = None) -> Any:
        """Evaluate FEEL over plain values."""
        return feel.evaluate(expression, {**(external_context or {}), **context}).value

    def execute(self, script: str, context: Any, external_context: Any = None) -> NoReturn:
        """Refuse: procedure files hold no programs."""
        raise refused_script()

    def call_service(self, context: Any, **kwargs: Any) -> NoReturn:
        """Refuse: calls leave through the outbox, never from inside a step."""
        raise refused_script()


class FeelScriptEngine(PythonScriptEngine):
    """What the library is given instead of its Python engine. It has no state, so all dossiers share one."""

    def __init__(self) -> None:
        super().__init__(FeelEnvironment())

    def validate(self, expression: str) -> None:
        """Raise FeelError when the text is not FEEL."""
        feel.compile(expression)

    def evaluate(self, task: Any, expression: str, external_context: Any = None) -> Any:
        """Evaluate FEEL text for a task of the library's own."""
        return self.environment.evaluate(expression, task.data, external_context)

    def execute(self, task: Any, script: str, external_context: Any = None) -> NoReturn:
        """Refuse: procedure files hold no programs."""
        raise refused_script()

    def call_service(self, task: Any, **kwargs: Any) -> NoReturn:
        """Refuse: calls leave through the outbox, never from inside a step."""
        raise refused_script()


def refused_script() -> StepFailure:
    """What is said when something wants to run a program from a procedure file."""
    return StepFailure(
        "script_refused",
        Text("Quy trình không được chứa mã chương trình.", "A procedure may not contain program code."),
    )


ENGINE = FeelScriptEngine()
