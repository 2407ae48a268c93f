"""Forms nobody can complete: rules that contradict each other, or the fields, whatever is answered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import product
from math import prod
from random import Random
from typing import Any

from engine.bpmn.checks.rules import Finding
from engine.feel.analysis import boundaries, condition_of
from engine.forms import Field, Form, Rule
from engine.forms.kinds.checkbox import Checkbox
from engine.forms.kinds.money_vnd import MoneyVnd
from engine.forms.kinds.number import Number
from engine.forms.rules import broken_rules
from engine.forms.settle import settle
from engine.rehearsal.findings.saying import amber, red
from engine.rehearsal.sampling import around, sample
from engine.rehearsal.walk import Walk
from engine.text import Text

MOST_FILLINGS = 3_000


def find(walk: Walk) -> Iterator[Finding]:
    """Each form of the version that has rules, at the step that shows it first."""
    for name, form in walk.subject.forms.items():
        if form.rules:
            yield from _form(walk, name, form)


def _form(walk: Walk, name: str, form: Form) -> Iterator[Finding]:
    kept: set[str] = set()
    for values in fillings(walk, form):
        settled = settle(form, values, {}, walk.now)
        broken = {message.vi for message in broken_rules(form, settled, {}, walk.now).values()}
        if not broken:
            return
        kept |= {rule.message.vi for rule in form.rules if rule.message.vi not in broken}
    never = [rule for rule in form.rules if rule.message.vi not in kept] or list(form.rules)
    said = "; ".join(f"{rule.condition.source}" for rule in never[:3])
    yield (red if _sure(walk, form, never) else amber)(
        "form_cannot_be_completed",
        place_of(walk, name),
        Text(
            f"Biểu mẫu “{form.title.vi or name}” ({name}) không thể điền đúng: không câu trả lời nào thỏa {said}.",
            f"The form “{form.title.en or name}” ({name}) cannot be completed: no answers satisfy {said}.",
        ),
        Text("Sửa các quy tắc mâu thuẫn của biểu mẫu.", "Correct the contradicting rules of the form."),
    )


def place_of(walk: Walk, name: str) -> str:
    """The step or wait that shows a form; the procedure itself for the application."""
    for node in walk.subject.nodes.values():
        if (node.step and node.step.form == name) or (node.wait and node.wait.form == name):
            return node.id
    return walk.subject.definition.process_id


def _sure(walk: Walk, form: Form, rules: list[Rule]) -> bool:
    """Whether the rules are so simple, and so few, that what was tried is all that matters."""
    read = {path[0] for rule in form.rules for path in rule.condition.reads}
    many = prod(len(answers(walk, form, field)) for field in form.top if field.key in read)
    expressions = [rule.condition.expression for rule in rules]
    return many <= MOST_FILLINGS and all(one is not None and condition_of(one).exact for one in expressions)


def fillings(walk: Walk, form: Form) -> Iterator[dict[str, Any]]:
    """Plausible answers, with the combinations of those the rules and conditions read: all, or a fair choice."""
    base = {field.key: sample(field, walk.now) for field in form.top}
    read = {path[0] for rule in form.rules for path in rule.condition.reads}
    read |= {path[0] for field in form.walk() if field.hide is not None for path in field.hide.reads}
    yield from combined(base, {field.key: answers(walk, form, field) for field in form.top if field.key in read})


def combined(base: dict[str, Any], choices: Mapping[str, list[Any]]) -> Iterator[dict[str, Any]]:
    """Every combination of ``choices`` over ``base``; of too many, as many as are tried, picked the same each time."""
    if prod(max(len(some), 1) for some in choices.values()) <= MOST_FILLINGS:
        for one in product(*choices.values()):
            yield {**base, **dict(zip(choices, one, strict=True))}
        return
    picking = Random(0)
    for _ in range(MOST_FILLINGS):
        yield {**base, **{key: picking.choice(some) for key, some in choices.items() if some}}


def answers(walk: Walk, form: Form, field: Field) -> list[Any]:
    """Answers to one field that some rule or condition may treat differently; none where it may be left blank."""
    found = around(field, walk.now)
    conditions = [rule.condition for rule in form.rules] + [one.hide for one in form.walk() if one.hide is not None]
    for condition in conditions:
        if condition.expression is not None:
            found += [one for one in boundaries(condition.expression, (field.key,)) if _allowed(field, one)]
    return found if field.required else [*found, None]


def _allowed(field: Field, value: Any) -> bool:
    """Whether the field itself would take the value."""
    options = [one.value for one in getattr(field, "options", ())]
    if options:
        return value in options
    if isinstance(value, Decimal):
        low, high = getattr(field, "least", None), getattr(field, "most", None)
        return (
            isinstance(field, Number | MoneyVnd) and (low is None or value >= low) and (high is None or value <= high)
        )
    return isinstance(value, str) or isinstance(field, Checkbox)
