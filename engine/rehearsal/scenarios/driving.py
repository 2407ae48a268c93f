"""One dossier driven by hand through the real ``advance``: filed, then moved on act by act, forms checked as officers
meet them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from engine import forms
from engine.bpmn.definition import Node
from engine.dossiers import rules
from engine.dossiers.fees import amount_of, in_force
from engine.dossiers.names import of_filing, today
from engine.forms import Form, Option, OptionSource
from engine.forms.kinds.choice import Choice as ChoiceField
from engine.forms.kinds.filepicker import FilePicker
from engine.platform.time import local_day
from engine.rehearsal.choosing import Choice
from engine.rehearsal.exploring import Edge
from engine.rehearsal.scenarios.scenario import AUTO_CLOSED, FAILED, STEP, TIMER, WAIT, WITHDRAWN, Filed, Move
from engine.rehearsal.subject import Subject
from engine.rehearsal.values import UNIT
from engine.rehearsal.world import RehearsalWorld
from engine.spiff import (
    Act,
    Answer,
    Complete,
    Continue,
    Deliver,
    Ended,
    Fire,
    SpiffError,
    Start,
    Thing,
    Withdraw,
    advance,
    inspect,
)
from engine.text import Text

LEAVING: Final = (AUTO_CLOSED, WITHDRAWN)
_MOST_GOING_ON: Final = 20
_ENDLESS: Final = Text("quy trình tự chạy mãi không dừng", "the procedure runs on by itself and never stops")
_OPENS: Final = {STEP: ("step",), WAIT: ("wait",), TIMER: ("timer",), **dict.fromkeys(LEAVING, ("wait", "call"))}


class NotOpen(Exception):
    """The dossier does not stand where the move is to be made."""


class NoOutcome(Exception):
    """The step no longer ends in this way."""


class WrongAnswers(Exception):
    """A form does not take the answers; ``errors`` by path."""

    def __init__(self, form: Form, errors: Mapping[str, Text]) -> None:
        super().__init__(form.name)
        self.form, self.errors = form, errors


class Broken(Exception):
    """The engine refuses the act; ``said`` tells why."""

    def __init__(self, said: Text) -> None:
        super().__init__(said.vi)
        self.said = said


@dataclass(frozen=True)
class Standing:
    """Where the dossier stands after the last act."""

    things: tuple[Thing, ...]
    names: Mapping[str, Any]
    ended: Ended | None


class Drive:
    """One dossier of one version. ``edges`` is what was passed, act by act, the filing first."""

    def __init__(self, subject: Subject, now: datetime, options: OptionSource | None = None) -> None:
        self.subject, self.now, self.options = subject, now, options
        self.edges: list[Edge] = []
        self.fee: int | None = None
        self.case: str | None = None
        self._state: bytes | None = None
        self.standing = Standing((), {}, None)

    def file(self, filed: Filed) -> None:
        """Hand the application in. Raises WrongAnswers or Broken."""
        form = self.subject.form_of("don")
        ho_so = self._ho_so(filed)
        values, routing = dict(filed.answers), decimals(filed.answers)
        if form is not None:
            sent = self.checked(form, filed.answers, self.before(filed))
            values, routing = sent.values, dict(sent.routing)
        names = of_filing({"ho_so": ho_so}, {"loai": filed.applicant}, values, filed.case)
        amounts = self._amounts(names)
        self.fee = None if None in amounts.values() else sum(one or 0 for one in amounts.values())
        self.case = filed.case
        self._do(Choice("start", "", Start(variables={"don": routing, "ho_so": names["ho_so"], "phi": amounts})))

    def move(self, move: Move) -> Edge:
        """Do one thing. Raises NotOpen, NoOutcome, WrongAnswers or Broken; then the dossier stands as before."""
        thing = self.thing(move)
        node = self.subject.nodes[move.at]
        if move.does == STEP and node.step and node.step.outcomes and rules.outcome_of(node, move.outcome) is None:
            raise NoOutcome
        values = self._answers(node, move)
        at = max(thing.due, self.now) if move.does == TIMER and thing.due is not None else None
        return self._do(Choice(move.does, move.at, self._act(thing, move, values), move.outcome, values, at))

    def thing(self, move: Move) -> Thing:
        """What is open for a move; of things that are alike the first. Raises NotOpen."""
        kinds = _OPENS.get(move.does, ("call",))
        found = [one for one in self.standing.things if one.element == move.at and one.kind in kinds]
        if not found:
            raise NotOpen
        return min(found, key=lambda one: (one.items, int(one.task)))

    def before(self, filed: Filed) -> dict[str, Any]:
        """The names the application form may read."""
        return {"ho_so": self._ho_so(filed), **today(self.now)}

    def around(self) -> dict[str, Any]:
        """The names a form of the next step may read."""
        return {**dict(self.standing.names), **today(self.now)}

    def checked(self, form: Form, answers: Mapping[str, Any], around: Mapping[str, Any]) -> forms.Submission:
        """The answers as the form takes them. Raises WrongAnswers."""
        files = {
            field.key: [str(one) for one in answers[field.key]]
            for field in form.walk()
            if isinstance(field, FilePicker) and isinstance(answers.get(field.key), list)
        }
        source = self.options or (lambda field: _as_given(field, answers))
        sent = forms.submit(form, answers, context=around, now=self.now, options=source, files=files)
        if not sent.ok:
            raise WrongAnswers(form, sent.errors)
        return sent

    def _answers(self, node: Node, move: Move) -> dict[str, Any]:
        form = self.subject.form_of(node.id)
        if form is None or move.does not in (STEP, WAIT):
            return decimals(move.answers)
        return dict(self.checked(form, move.answers, self.around()).routing)

    def _act(self, thing: Thing, move: Move, values: dict[str, Any]) -> Act:
        if move.does == STEP:
            return Complete(thing.task, move.outcome, values, UNIT, self.now)
        if move.does == WAIT:
            return Deliver(thing.task, values)
        if move.does == TIMER:
            return Fire(thing.task)
        if move.does in LEAVING:
            return Withdraw(move.does)
        return Answer(thing.task, error=move.outcome) if move.does == FAILED else Answer(thing.task, values)

    def _do(self, choice: Choice) -> Edge:
        world = RehearsalWorld(choice.at or self.now)
        try:
            result = advance(self.subject.bundle, self._state, choice.act, world)
            path, incidents = list(result.path), list(result.incidents)
            for _ in range(_MOST_GOING_ON):
                if not result.unfinished:
                    break
                result = advance(self.subject.bundle, result.state, Continue(), world)
                path += result.path
                incidents += result.incidents
        except SpiffError as error:
            raise Broken(error.text) from error
        if result.unfinished:
            raise Broken(_ENDLESS)
        self._state = result.state
        self.standing = Standing(inspect(self.subject.bundle, result.state).things, result.names, result.ended)
        number = len(self.edges)
        edge = Edge(number - 1 if number else None, number, [choice], tuple(path), tuple(incidents))
        self.edges.append(edge)
        return edge

    def _ho_so(self, filed: Filed) -> dict[str, Any]:
        return {
            "case": filed.case,
            "channel": filed.channel,
            "applicant_kind": filed.applicant,
            "received": self.now,
            "receiving_unit": UNIT,
            "resolving_unit": UNIT,
        }

    def _amounts(self, names: Mapping[str, Any]) -> dict[str, int | None]:
        due = in_force(self.subject.definition, local_day(self.now), names["ho_so"])
        return {fee.id: amount_of(fee, self._decide, names, self.now).value for fee in due}

    def _decide(self, decision: str, names: Mapping[str, Any], now: datetime) -> Any:
        model = self.subject.bundle.decisions.get(decision)
        return model.decide(decision, names, now=now) if model else None


def decimals(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Answers as a dossier keeps them: numbers exact."""
    return {
        key: Decimal(str(value)) if isinstance(value, int | float) and not isinstance(value, bool) else value
        for key, value in answers.items()
    }


def _as_given(field: ChoiceField, answers: Mapping[str, Any]) -> Iterable[Option]:
    """Units are those of an organisation, which a walk does not have: every one that was chosen counts as offered."""
    return [Option(one, Text(one, one)) for one in dict.fromkeys(_chosen(field.key, answers))]


def _chosen(key: str, answers: Any) -> Iterator[str]:
    if isinstance(answers, Mapping):
        for name, value in answers.items():
            if name == key:
                yield from (one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str))
            yield from _chosen(key, value)
    elif isinstance(answers, list):
        for one in answers:
            yield from _chosen(key, one)
