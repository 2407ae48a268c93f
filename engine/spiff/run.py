"""One act in progress: what the elements may ask and what they report, until the result is put together."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from engine import feel
from engine.spiff.elements.boundary import BoundaryError
from engine.spiff.elements.each import Each
from engine.spiff.elements.scopes import Guard
from engine.spiff.errors import SpiffError, StepFailure
from engine.spiff.expressions import ENGINE, Formula
from engine.spiff.instance import Instance
from engine.spiff.instants import instant
from engine.spiff.library import TaskState
from engine.spiff.names import Names
from engine.spiff.result import Decided, Ended, Incident, Warned
from engine.spiff.task import Token
from engine.spiff.variables import Variables
from engine.text import Text

if TYPE_CHECKING:
    from engine.bpmn.definition import Node
    from engine.spiff.bundle import Bundle
    from engine.spiff.world import World

FAILED = "failed"
MAX_ITEMS = 1_000
MAX_TOKENS = 5_000


class Run:
    """The act's context: the world it may ask, the variables, and what happened so far."""

    def __init__(self, bundle: Bundle, world: World, counter: int, names: Names) -> None:
        self.bundle = bundle
        self.world = world
        self.instance = Instance(bundle.main, bundle.inner, ENGINE, self, counter)
        self.variables = Variables(names)
        self.ended: Ended | None = None
        self.last_end: tuple[str, str | None] | None = None
        self.continuations = 0
        self.unfinished = False
        self.steps = 0
        self.path: list[str] = []
        self.warnings: list[Warned] = []
        self.decided: list[Decided] = []
        self.incidents: list[Incident] = []
        self.calls: dict[str, dict[str, Any]] = {}
        self.done: dict[str, str | None] = {}
        self.asked_again: set[str] = set()

    def value(self, task: Token, formula: Formula, more: Mapping[str, Any] | None = None) -> Any:
        """The value of an expression at a token, which may read ``more`` names; its warnings go to the result.

        A step that has not been done yet has said nothing: reading it is no mistake and no news.
        """
        names = self.variables.seen_by(task)
        result = formula.evaluate({**names, **more} if more else names, self.world.now)
        for warning in result.warnings:
            if not (warning.code == "name.unknown" and warning.details[0] in self.bundle.definition.nodes):
                self.warn(task, warning.code, Text(warning.vi, warning.en))
        return result.value

    def holds(self, task: Token, formula: Formula) -> bool:
        """Whether a condition holds. Null and anything but true or false count as false, with a warning."""
        value = self.value(task, formula)
        if isinstance(value, bool):
            return value
        code = "null_condition" if value is None else "not_boolean"
        self.warn(
            task,
            code,
            Text(
                f"Điều kiện “{formula.source}” không cho ra đúng hay sai, được coi là sai.",
                f"The condition “{formula.source}” is neither true nor false and counts as false.",
            ),
        )
        return False

    def count(self, task: Token, formula: Formula) -> int:
        """How many items: a whole number, or the length of a list; at most MAX_ITEMS."""
        value = self.value(task, formula)
        number = len(value) if isinstance(value, list) else value
        numeric = isinstance(number, int | Decimal) and not isinstance(number, bool)
        if numeric and number == int(number) and 0 <= number <= MAX_ITEMS:
            self.refuse_too_many(int(number))
            return int(number)
        raise StepFailure(
            "bad_cardinality",
            Text(
                f"Số lần thực hiện “{formula.source}” phải là số nguyên từ 0 đến {MAX_ITEMS}.",
                f"The number of instances “{formula.source}” must be a whole number from 0 to {MAX_ITEMS}.",
            ),
        )

    def refuse_too_many(self, more: int) -> None:
        """Repetitions inside repetitions multiply; a dossier holds MAX_TOKENS at most."""
        if more + sum(len(instance.tasks) for instance in self.instance.everywhere()) > MAX_TOKENS:
            raise StepFailure(
                "too_many_items",
                Text(
                    f"Hồ sơ không thể có hơn {MAX_TOKENS} việc mở cùng lúc.",
                    f"A dossier cannot have more than {MAX_TOKENS} things open at once.",
                ),
            )

    def due(self, task: Token, formula: Formula) -> datetime:
        """The instant a timer fires, computed from the act's now."""
        return instant(self.value(task, formula), self.world.now)

    def literal_or_value(self, task: Token, value: object, more: Mapping[str, Any] | None = None) -> Any:
        """A parameter: a literal as it stands, an expression evaluated."""
        return self.value(task, value, more) if isinstance(value, Formula) else value

    def decide(self, task: Token, decision: str) -> None:
        """Run a decision of the published version and write its answer under the element's name."""
        outcome = self.bundle.decide(decision, self.variables.seen_by(task), self.world.now)
        for warning in outcome.warnings:
            self.warn(task, warning.code, Text(warning.vi, warning.en))
        self.decided.append(Decided(task.task_spec.node.id, decision, outcome.rules))
        value = outcome.value
        self.variables.answer(task, value if isinstance(value, Mapping) else {"value": value})

    def reached_end(self, task: Token, node: Node) -> None:
        """An end event of the dossier itself; the last that states a result says how the dossier ends."""
        if task.workflow is self.instance and (node.end_result or self.last_end is None):
            self.last_end = (node.id, node.end_result)

    def recall_end(self, element: str | None, result: str | None) -> None:
        """The dossier had ended before this act."""
        self.ended = Ended(element, result)

    def throw(self, owner: Token | None, code: str) -> None:
        """Let the nearest error event around ``owner`` happen; raise StepFailure when nobody catches ``code``."""
        while owner is not None:
            event = _catcher(owner, code)
            if event is not None:
                event.complete()
                return
            owner = getattr(owner.workflow, "owner", None)
        raise StepFailure(
            "uncaught_error",
            Text(f"Không có sự kiện nào bắt lỗi “{code}”.", f"No event catches the error “{code}”."),
        )

    def warn(self, task: Token, code: str, text: Text) -> None:
        """Note something for the history."""
        self.warnings.append(Warned(task.task_spec.node.id, code, text))

    def fail(self, task: Token, problem: Exception, moment: str) -> None:
        """Keep the token in error until somebody repairs the cause and retries."""
        task._set_state(TaskState.ERROR)
        task.internal_data[FAILED] = moment
        code, text = explain(problem)
        self.incidents.append(Incident(task.id, task.task_spec.node.id, code, text))


def explain(problem: Exception) -> tuple[str, Text]:
    """Code and sentence for anything that can go wrong in an automatic step."""
    if isinstance(problem, StepFailure | SpiffError):
        return problem.code, problem.text
    if isinstance(problem, feel.FeelError):
        return "expression", Text(problem.said_in("vi"), problem.said_in("en"))
    kind = type(problem).__name__
    return "internal", Text(
        f"Bước tự động gặp lỗi ngoài dự kiến ({kind}).", f"An automatic step failed unexpectedly ({kind})."
    )


def _catcher(owner: Token, code: str) -> Token | None:
    """The error event attached to the activity this token runs, a named code before a catch-all."""
    scope = owner.parent
    if isinstance(scope.task_spec, Each):
        scope = scope.parent
    if not isinstance(scope.task_spec, Guard):
        return None
    events = [token for token in scope.children if isinstance(token.task_spec, BoundaryError)]
    catching = [token for token in events if token.task_spec.catches(code)]
    return min(catching, key=lambda token: token.task_spec.node.event_code is None, default=None)
