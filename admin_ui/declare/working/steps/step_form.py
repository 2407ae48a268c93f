"""The form of a step: its facts as fields, and the fields read back as facts."""

from __future__ import annotations

import dataclasses
from typing import Any

from werkzeug.datastructures import MultiDict

from admin_ui.declare.working.steps import amounts, units, wording
from admin_ui.declare.working.steps.asked import Asked
from engine.bpmn.definition import Node, Step
from engine.bpmn.edit.edits import Edit, MakeOnePerUnit, MakeSingle
from engine.platform.errors import Invalid
from engine.text import Text

_BY_NAME = (
    ((" tiếp nhận",), "receive"),
    ((" phân công", " giao việc"), "assign"),
    ((" ý kiến",), "opinion"),
    ((" vào sổ", " đóng dấu", " lấy số"), "register"),
    ((" phát hành", " chuyển kết quả"), "release"),
    ((" trả kết quả", " trả thẻ", " trả giấy", " trao "), "return"),
    ((" xem xét", " kiểm tra", " trình ký", " thẩm tra"), "review"),
    ((" ký ", " phê duyệt", " quyết định"), "sign"),
    ((" thẩm định", " xử lý", " xác minh", " dự thảo", " thụ lý", " tổng hợp", " soạn "), "appraise"),
)
NAME = Text("tên bước", "the name of the step")


def shown(node: Node) -> MultiDict[str, str]:
    """The fields of a step as it is."""
    step = node.step or Step()
    anchor, named, kind = units.parts(step.unit)
    fields: list[tuple[str, Any]] = [
        ("ten", node.name),
        ("so", step.no),
        ("neo", anchor),
        ("loai", kind),
        ("tai-buoc", named if anchor == "step" else ""),
        ("truong", named if anchor == "chosen" else ""),
        ("doi-tac", named if anchor == "external" else ""),
        ("chuc-danh", step.post),
        ("han", amounts.said(step.limit)),
        ("don-vi-han", step.limit_unit),
        ("tinh", step.count),
        ("bieu-mau", step.form),
        ("loai-viec", step.kind),
        ("noi-dung", step.content),
        ("nhac-truoc", amounts.said(step.remind_before)),
        ("bao-sau", amounts.said(step.escalate_after)),
        ("moi-don-vi", "1" if node.loop else ""),
        ("du", str(amounts.first_of(node) or "")),
        *(("thay", one) for one in step.alternatives),
        *(("in", one) for one in step.produces),
    ]
    return MultiDict([(name, value or "") for name, value in fields])


def empty(unit: str | None = None) -> MultiDict[str, str]:
    """The fields of a new step; it begins at the unit of the one before."""
    return shown(Node("", "", "user", step=Step(unit=unit)))


def read(asked: Asked, was: Step) -> Step:
    """The facts the form says; what it does not show stays. Raises ``Invalid`` at a field."""
    form = asked.form
    unit, count, post = read_unit(asked), form.get("tinh", "counted"), form.get("chuc-danh", "") or None
    return dataclasses.replace(
        was,
        no=asked.line("so", 20) or was.no,
        unit=unit,
        post=_post(asked, unit, post),
        alternatives=tuple(one for one in form.getlist("thay") if units.post_named(one) and one != post),
        limit=amounts.amount(form.get("han", ""), "han"),
        limit_unit=_one_of(form.get("don-vi-han", ""), wording.LIMIT_UNITS, "working_hours"),
        count=count if count == was.count else _one_of(count, wording.COUNTS, "counted"),
        form=asked.line("bieu-mau", 80) or None,
        kind=_one_of(form.get("loai-viec", ""), wording.STEP_KINDS, None),
        content=asked.block("noi-dung") or None,
        remind_before=amounts.notice(form.get("nhac-truoc", ""), "nhac-truoc"),
        escalate_after=amounts.notice(form.get("bao-sau", ""), "bao-sau"),
        produces=tuple(form.getlist("in")),
    )


def read_unit(asked: Asked) -> str | None:
    """The unit that was chosen."""
    form, anchor = asked.form, asked.form.get("neo", "")
    field = {"step": "tai-buoc", "chosen": "truong", "external": "doi-tac"}.get(anchor, "")
    return units.joined(anchor, asked.line(field, 120) if field else "", form.get("loai", ""))


def repetition(asked: Asked, element: str, node: Node | None, facts: Step) -> list[Edit]:
    """The edits by which a step comes to be done once per chosen unit, or once."""
    anchor, path, _ = units.parts(facts.unit)
    first = amounts.whole(asked.form.get("du", ""), "du")
    wanted = anchor == "chosen" and bool(asked.form.get("moi-don-vi"))
    is_so = node is not None and node.loop is not None
    if wanted and (node is None or not is_so or amounts.first_of(node) != first or facts.unit != asked.was.unit):
        return [MakeOnePerUnit(element, path, first)]
    if is_so and not wanted and facts.unit:
        return [MakeSingle(element, facts.unit)]
    return []


def _post(asked: Asked, unit: str | None, post: str | None) -> str | None:
    known = units.post_named(post or "")
    if post and known is None and post != asked.was.post:
        raise Invalid(
            Text("Chưa chọn chức danh trong danh sách.", "Choose a post from the list."),
            Text("Chọn lại chức danh.", "Choose the post again."),
            "chuc-danh",
        )
    if known is not None and not units.fits(asked.definition, unit, known.code):
        raise Invalid(
            Text(
                f"Đơn vị đã chọn không có chức danh “{known.name.vi}”.",
                f"The chosen unit has no post “{known.name.en}”.",
            ),
            Text("Chọn chức danh khác, hoặc đổi loại đơn vị.", "Choose another post, or another kind of unit."),
            "chuc-danh",
        )
    return post


def kind_by_name(name: str) -> str | None:
    """The kind of work a name speaks of, for a new step for which none was chosen; shown, and easily changed."""
    said = f" {name.lower()} "
    return next((kind for words, kind in _BY_NAME if any(word in said for word in words)), None)


def _one_of(given: str, known: Any, otherwise: Any) -> Any:
    return given if given in known else otherwise
