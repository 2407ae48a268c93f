"""Whole forms for the few answers a story decides by: plausible ones around them, of the case, of units there are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal
from itertools import islice, product
from typing import Any, Final

from engine.bpmn.routes import compiled
from engine.feel.analysis import boundaries
from engine.forms import Form, OptionSource
from engine.forms.choices import options_of
from engine.forms.kinds.choice import Choice
from engine.forms.kinds.option import Option
from engine.rehearsal.sampling import around as samples_around
from engine.rehearsal.scenarios.scenario import Answers, Filed
from engine.rehearsal.subject import Subject

Fill = Callable[[Form, Mapping[str, Any], Answers], Answers]
"""From a form, the names around it and what is decided already to plausible answers for all of it."""

_MOST_TRIED: Final = 300


def whole(form: Form, decided: Answers, fill: Fill, around: Mapping[str, Any], units: OptionSource | None) -> Answers:
    """The answers that decide the way among plausible ones for everything else."""
    chosen = {key: _of_units(form, key, value, units) for key, value in decided.items()}
    return {**fill(form, around, chosen), **chosen}


def application(
    subject: Subject, form: Form, filed: Filed, fill: Fill, around: Mapping[str, Any], units: OptionSource | None
) -> Answers:
    """A whole application that is of the case it is filed for, where the case has a condition."""
    answers = whole(form, filed.answers, fill, around, units)
    case = next((one for one in subject.definition.cases if one.id == filed.case), None)
    expression = compiled(case.when) if case is not None and case.when else None
    if expression is None or expression.evaluate({**around, "don": answers}).value is True:
        return answers
    read = sorted({path[1] for path in expression.names_read if path[0] == "don" and len(path) > 1})
    fields = [(key, field) for key in read if key not in filed.answers and (field := form.find(key)) is not None]
    now: datetime = around["ho_so"]["received"]
    choices = [[*samples_around(field, now), *_plain(boundaries(expression, ("don", key)))] for key, field in fields]
    for one in islice(product(*choices), _MOST_TRIED):
        tried = {**answers, **dict(zip((key for key, _ in fields), one, strict=True))}
        if expression.evaluate({**around, "don": tried}).value is True:
            return whole(form, {**filed.answers, **{key: tried[key] for key, _ in fields}}, fill, around, units)
    return answers


def _plain(values: list[Any]) -> list[Any]:
    return [int(one) if isinstance(one, Decimal) else one for one in values]


def _of_units(form: Form, key: str, value: Any, units: OptionSource | None) -> Any:
    """A choice among units names units that exist, as many as the story chooses."""
    field = form.find(key)
    if units is None or not isinstance(field, Choice) or not field.of_units:
        return value
    offered: list[Option] = list(options_of(field, {}, None, units))
    if isinstance(value, list):
        return [one.value for one in offered[: len(value)]]
    return offered[0].value if offered else value
