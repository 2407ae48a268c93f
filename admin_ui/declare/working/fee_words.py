"""The fees as the tab lists them, with worked examples beside."""

from __future__ import annotations

from dataclasses import dataclass

from flask import request
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from admin_ui.declare import conditions, shown
from admin_ui.declare.shown import Shown
from admin_ui.declare.working import facts, fee_examples, fee_form, frame, listed
from admin_ui.declare.working.cells import Cells
from admin_ui.declare.working.fee_examples import Example
from admin_ui.web import context
from admin_ui.web.language import language, said
from admin_ui.web.numbers import money
from engine import feel
from engine.bpmn.conditions import Names, sentence
from engine.bpmn.conditions.names import CHANNELS
from engine.bpmn.definition import Definition
from engine.bpmn.edit import EditRefused
from engine.bpmn.formulas import formulas
from engine.bpmn.sheet import Fee
from engine.decisions.elements import Decision
from engine.feel.rows import expression_of, rate_of
from engine.platform.errors import AppError
from engine.procedures import labels
from engine.procedures.sources import Sources
from engine.publication.working.queries import WorkingCopy
from engine.text import Text


@dataclass(frozen=True)
class Line:
    """One fee of the list."""

    at: int
    fee: Fee
    name: Text
    amount: str
    exempt: str
    cases: Text
    channel: Text | None
    collect: Text
    again: bool
    """Whether the fee above is the same one in another period, case or channel."""


def tables(sources: Sources) -> list[tuple[str, Text]]:
    """The decisions an amount can come from, by id."""
    found = [one for model in fee_examples.decisions(sources) for one in model.elements if isinstance(one, Decision)]
    return [(one.id, Text(one.own or one.name or one.id, one.own or one.name or one.id)) for one in found]


def lines(look: Shown, sources: Sources) -> list[Line]:
    """The fees in the order of the sheet."""
    definition, names = look.definition, conditions.names_of(look.definition, look.forms)
    called, known = dict(listed.cases_of(definition)), dict(tables(sources))
    return [
        Line(
            at=at,
            fee=one,
            name=labels.translated(definition, f"fee.{one.id}", one.name or one.id),
            amount=_amount(one, names, known),
            exempt=sentence(one.exempt_when, names, language()) if one.exempt_when else "",
            cases=listed.said_cases(one.case, called),
            channel=dict(CHANNELS).get(one.channel, Text(one.channel, one.channel)) if one.channel else None,
            collect=dict(fee_form.COLLECT)[one.collect],
            again=at > 0 and definition.fees[at - 1].id == one.id,
        )
        for at, one in enumerate(definition.fees)
    ]


def _amount(fee: Fee, names: Names, known: dict[str, Text]) -> str:
    if fee.decision:
        return said(Text(f"Theo bảng “{known.get(fee.decision, fee.decision)}”", f"By table “{fee.decision}”"))
    rate = rate_of(fee.formula or "")
    if rate is not None and rate.path in names:
        each = f"{money(rate.price)} × {names[rate.path].label.said_in(language())}"
        when = expression_of(rate.when)
        return f"{each}, {said(Text('khi', 'when'))} {sentence(when, names, language())}" if when else each
    if fee.formula:
        return sentence(fee.formula, names, language())
    return money(fee.amount) if fee.amount is not None else "–"


def readers_of(definition: Definition, path: str) -> list[Text]:
    """Where expressions read a name."""
    found = []
    for one in formulas(definition):
        try:
            read = {".".join(parts) for parts in feel.compile(one.source).names_read}
        except feel.FeelError:
            continue
        if path in read:
            found.append(one.place)
    return found


def page(copy_id: int, error: EditRefused | AppError | None = None) -> Response:
    """The tab, with the facts asked for in the address (or sent, when keeping them failed) worked out."""
    copy = frame.load(copy_id)
    look = shown.of(copy.sources)
    names = conditions.names_of(look.definition, look.forms)
    models = fee_examples.decisions(copy.sources)
    fields = facts.read_by_fees(look.definition, models, names)
    given = request.form if request.method == "POST" and "giu" in request.form else request.args
    asked = "thu" in given or "giu" in given
    now = context.now()
    known, errors = facts.known(fields, given, now)
    worked = fee_examples.work_out(look, models, names, known, now, language()) if asked and not errors else []
    return frame.page(
        "declare/working/fees.html",
        copy,
        look=look,
        error=error,
        lines=lines(look, copy.sources),
        fields=fields,
        prefix=facts.PREFIX,
        given=given,
        errors=errors,
        worked=worked,
        total=sum(one.amount.value or 0 for one in worked),
        kept=[_recomputed(one, look, copy, names) for one in fee_examples.kept(copy.sources)],
    )


@dataclass(frozen=True)
class Kept:
    """A kept example beside what it comes to now."""

    example: Example
    facts: str
    lines: tuple[tuple[str, int | None, int | None], ...]
    """Name of the fee, what it came to when kept, what it comes to now."""

    @property
    def same(self) -> bool:
        """Whether every amount is what it was."""
        return all(was == now for _, was, now in self.lines)


def _recomputed(one: Example, look: Shown, copy: WorkingCopy, names: Names) -> Kept:
    models = fee_examples.decisions(copy.sources)
    fields = facts.read_by_fees(look.definition, models, names)
    given: MultiDict[str, str] = MultiDict(
        [(f"{facts.PREFIX}{path}", value) for path, values in one.facts.items() for value in values]
    )
    known, errors = facts.known(fields, given, context.now())
    worked = [] if errors else fee_examples.work_out(look, models, names, known, context.now(), language())
    now = {line.amount.fee.id: line.amount.value for line in worked}
    named = {fee.id: fee.name for fee in look.definition.fees}
    ids = dict.fromkeys([*one.amounts, *now])
    compared = tuple((named.get(key, key), one.amounts.get(key), now.get(key)) for key in ids)
    return Kept(one, facts.said(fields, one.facts, language()), compared)


def keep_or_drop(copy_id: int) -> None:
    """Keep the facts sent as an example, or drop the one whose button was pressed."""
    copy = frame.load(copy_id)
    gone = request.form.get("bo_vi_du", "")
    if gone.isdigit():
        _drop(copy, int(gone))
    elif "giu" in request.form:
        _keep(copy)


def _drop(copy: WorkingCopy, at: int) -> None:
    examples = fee_examples.kept(copy.sources)
    if at < len(examples):
        name = examples[at].name
        left = [one for number, one in enumerate(examples) if number != at]
        what = Text(f"Bỏ ví dụ tính phí “{name}”", f"Fee example “{name}” removed")
        frame.save(copy.id, lambda current: fee_examples.with_examples(current.sources, left), what)


def _keep(copy: WorkingCopy) -> None:
    look = shown.of(copy.sources)
    names, models = conditions.names_of(look.definition, look.forms), fee_examples.decisions(copy.sources)
    fields = facts.read_by_fees(look.definition, models, names)
    known, errors = facts.known(fields, request.form, context.now())
    cells = Cells(request.form)
    cells.errors |= errors
    name = cells.text("ten_vi_du", longest=200, needed=Text("Đặt tên cho ví dụ.", "Name the example."))
    wrong = listed.mistakes(cells)
    if wrong:
        raise wrong
    worked = fee_examples.work_out(look, models, names, known, context.now(), language())
    typed = {field.path: request.form.getlist(f"{facts.PREFIX}{field.path}") for field in fields}
    made = Example(name, typed, {one.amount.fee.id: one.amount.value for one in worked})
    examples = [*(one for one in fee_examples.kept(copy.sources) if one.name != name), made]
    what = Text(f"Giữ ví dụ tính phí “{name}”", f"Fee example “{name}” kept")
    frame.save(copy.id, lambda current: fee_examples.with_examples(current.sources, examples), what)
