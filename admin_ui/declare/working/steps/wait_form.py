"""The forms of waits and automatic steps: their facts as fields, and the fields read back."""

from __future__ import annotations

import dataclasses
import re
from decimal import Decimal
from typing import Any, Final

from werkzeug.datastructures import MultiDict

from admin_ui.declare.working.connectors import described, refusing, typed
from admin_ui.declare.working.steps import agency_time, amounts, wording
from admin_ui.declare.working.steps.asked import Asked, Next, fresh
from engine.bpmn.conditions import Names
from engine.bpmn.definition import Connector, ConnectorResult, Definition, Failure, Node, Param, Wait
from engine.bpmn.edit.edits import AddConnector, AddWait, Edit, GoOn, LeadWait, To
from engine.platform.errors import Invalid
from engine.text import Text

WAIT_ROW, AUTO_ROW = "cho", "tu-dong"
NEW: Final = (WAIT_ROW, AUTO_ROW)
_ID: Final = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_CODE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,79}")
_THENS: Final = re.compile(r"manual|wait|incident|error:[A-Za-z0-9_]+")


def shown(node: Node) -> MultiDict[str, str]:
    """The fields of a wait as it is."""
    wait = node.wait or Wait()
    return MultiDict(
        {
            "ten": node.name,
            "cho-gi": wait.kind or "",
            "dong-ho": wait.clock or "",
            "dong-sau": amounts.said(wait.auto_close_after),
            "dong-don-vi": wait.auto_close_unit,
            "bieu-mau": wait.form or "",
            "doi-tac": wait.partner or "",
            "sau-do": "",
        }
    )


def shown_connector(definition: Definition, node: Node, names: Names) -> MultiDict[str, str]:
    """The fields of an automatic step as it is; those of a connector that is not installed as lines "name: value"."""
    connector = node.connector or Connector()
    failure = connector.failure or Failure()
    chosen = described.key_of(connector)
    known = described.find(chosen)
    fields = typed.shown(known, connector, names) if known else MultiDict[str, str]()
    fields.update(refusing.shown(definition, node.id))
    fields.update(agency_time.shown(node))
    fields.update(
        {
            "ten": node.name,
            "ket-noi": chosen,
            "phien-ban": connector.version or "",
            "tham-so": "\n".join(f"{one.name}: {one.value}" for one in connector.params),
            "nhan-ve": "\n".join(f"{one.variable}: {one.value}" for one in connector.results),
            "thu-lai": str(failure.after or ""),
            "khi-hong": failure.then or "",
        }
    )
    return fields


def begun(form: MultiDict[str, str], names: Names) -> MultiDict[str, str]:
    """What was typed, with the fields of the connector that has just been chosen filled in as far as they go."""
    known = described.find(form.get("ket-noi", ""))
    kept = MultiDict([(name, value) for name, value in form.items(multi=True) if not typed.is_field(name)])
    if known is not None:
        kept.update(typed.begun(known, names))
        kept.setlist("thu-lai", [str(known.attempts)])
        kept.setlist("khi-hong", ["manual"])
    return kept


def read(asked: Asked, was: Wait | None) -> Wait:
    """The wait the form says. Raises ``Invalid`` at a field."""
    form = asked.form
    kind, clock, unit = form.get("cho-gi", ""), form.get("dong-ho", ""), form.get("dong-don-vi", "")
    return dataclasses.replace(
        was or Wait(),
        kind=kind if kind in wording.WAITS else None,
        clock=clock if clock and clock in wording.CLOCKS else None,
        auto_close_after=amounts.amount(form.get("dong-sau", ""), "dong-sau"),
        auto_close_unit=unit if unit in wording.CLOSE_UNITS else "working_days",
        form=_code(asked, "bieu-mau"),
        partner=_code(asked, "doi-tac"),
    )


def onward(asked: Asked) -> list[Edit | Next]:
    """Where it goes when what was waited for has come, when that is to be another place."""
    wanted = asked.form.get("sau-do", "")
    if not wanted:
        return []
    return [LeadWait(asked.node.id, GoOn() if wanted == "tiep" else To(asked.known(wanted).id))]


def new(asked: Asked, made: str, after: str | None, name: str, outcome: str | None) -> AddWait | AddConnector:
    """A new wait or automatic step."""
    if made == AUTO_ROW:
        return AddConnector(after, name, connector(asked, None), outcome)
    wait = read(asked, None)
    if wait.kind is None:
        raise Invalid(
            Text("Chưa chọn chờ gì.", "Choose what is waited for."),
            Text("Chọn một loại chờ.", "Choose a kind of wait."),
            "cho-gi",
        )
    if wait.auto_close_after is None and wait.kind in ("supplement", "confirmation"):
        wait = dataclasses.replace(wait, auto_close_after=Decimal(15), auto_close_unit="working_days")
    return AddWait(after, name, wait, outcome)


def connector(asked: Asked, was: Connector | None) -> Connector:
    """The connector the form says."""
    chosen = asked.required("ket-noi", Text("mã kết nối", "the connector"))
    code = described.connector_id(chosen)
    _refuse_unless(_CODE, code, "ket-noi")
    then = asked.line("khi-hong", 80)
    if then:
        _refuse_unless(_THENS, then, "khi-hong")
    after = amounts.whole(asked.form.get("thu-lai", ""), "thu-lai")
    before, known = was or Connector(), described.find(chosen)
    if known is not None and asked.form.get("da-dien"):
        refusing.require_caught(asked.form)
        params = typed.read_params(asked.form, known, before.params)
        results = typed.read_results(asked.form, known, before.results)
    else:
        params = _pairs(asked, "tham-so", Param, before.params)
        results = _pairs(asked, "nhan-ve", ConnectorResult, before.results)
    return dataclasses.replace(
        before,
        id=code,
        version=asked.line("phien-ban", 40) or None,
        params=params,
        results=results,
        failure=Failure(after, then or None) if after or then else None,
    )


def refusals(asked: Asked, element: str) -> list[Edit | Next]:
    """The edits by which an automatic step comes to catch the refusals that are ticked."""
    if not asked.form.get("da-dien"):
        return []
    told = described.find(asked.form.get("ket-noi", ""))
    return list(refusing.edits(asked.form, told, asked.definition, element, asked.known))


def new_refusals(asked: Asked) -> list[Next]:
    """The same for a step that is only being added: what can be said when it has its id."""
    told = described.find(asked.form.get("ket-noi", ""))

    def edit(code: str) -> Next:
        def made(first: Definition, now: Definition) -> Edit | None:
            element = fresh(first, now, ("service",))
            wanted = refusing.edits(asked.form, told, now, element, asked.known)
            return next((one for one in wanted if one.code == code), None)

        return made

    return [edit(code) for code in refusing.ticked(asked.form)]


def _pairs(asked: Asked, field: str, made_of: Any, was: tuple[Any, ...]) -> tuple[Any, ...]:
    """Lines "name: value" as parameters or results."""
    known = {(getattr(one, "name", None) or getattr(one, "variable", ""), one.value): one for one in was}
    found = []
    for line in asked.block(field).splitlines():
        if not line.strip():
            continue
        name, colon, value = (part.strip() for part in line.partition(":"))
        if not colon or not _ID.fullmatch(name):
            raise Invalid(
                Text(f"Dòng “{line[:60]}” không có dạng “tên: giá trị”.", f"“{line[:60]}” is not “name: value”."),
                Text("Mỗi dòng một tham số, tên không dấu.", "One per line; the name in plain letters."),
                field,
            )
        found.append(known.get((name, value), made_of(name, value)))
    return tuple(found)


def _code(asked: Asked, field: str) -> str | None:
    typed = asked.line(field, 80)
    if typed:
        _refuse_unless(_CODE, typed, field)
    return typed or None


def _refuse_unless(pattern: re.Pattern[str], typed: str, field: str) -> None:
    if not pattern.fullmatch(typed):
        raise Invalid(
            Text(f"“{typed[:60]}” không dùng được ở đây.", f"“{typed[:60]}” cannot be used here."),
            Text("Chọn trong danh sách hoặc nhập mã không dấu.", "Choose from the list, or enter a plain code."),
            field,
        )
