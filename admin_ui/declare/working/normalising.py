"""What a diagram of another tool could be made of: offered on the checks tab, carried out by choice only."""

from __future__ import annotations

from typing import Final

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from admin_ui.declare.working import frame
from admin_ui.web import flash
from engine.bpmn import normalise
from engine.bpmn.edit import EditRefused
from engine.platform.errors import AppError, Invalid
from engine.procedures.sources import DIAGRAM, Sources
from engine.publication.working.queries import WorkingCopy
from engine.text import Text

_LAST: Final = "speaking_ids"
"""Taken behind all others: it gives elements other ids than those that were chosen."""
_ONLY_ONE: Final = ("split_exclusive", "split_parallel")
_AT_MOST: Final = 400


def register(blueprint: Blueprint) -> None:
    """Add taking offers."""
    blueprint.add_url_rule("/soan/<int:copy_id>/kiem-tra/chuan-hoa", "working_normalise", _take, methods=["POST"])


def offers(copy: WorkingCopy) -> tuple[normalise.Offer, ...]:
    """What is offered for a copy that can be edited."""
    return normalise.offers(copy.sources.bpmn) if copy.may_edit else ()


def _take(copy_id: int) -> Response:
    chosen = [one.partition("|")[::2] for one in request.form.getlist("chon")[:_AT_MOST]]
    done = 0

    def change(copy: WorkingCopy) -> Sources:
        nonlocal done
        data, done = _taken(copy, chosen)
        return Sources({**copy.sources.files, DIAGRAM: data})

    try:
        _refuse_unclear(chosen)
        frame.save(
            copy_id, change, Text(f"Chuẩn hóa sơ đồ: {len(chosen)} mục", f"Diagram adapted: {len(chosen)} items")
        )
    except (EditRefused, AppError) as error:
        flash.say(frame.reasons(error)[0][1], "late")
        return _back(copy_id)
    flash.say(Text(f"Đã làm {done} mục; hoàn tác được.", f"{done} done; it can be undone."))
    return _back(copy_id)


def _taken(copy: WorkingCopy, chosen: list[tuple[str, str]]) -> tuple[bytes, int]:
    data, done = copy.sources.bpmn, 0
    for code, element in sorted(chosen, key=lambda one: one[0] == _LAST):
        after = normalise.apply(data, code, element, retired=copy.retired)
        done += after != data
        data = after
    return data, done


def _refuse_unclear(chosen: list[tuple[str, str]]) -> None:
    if not chosen:
        raise Invalid(Text("Chưa chọn mục nào.", "Nothing was chosen."), Text("Đánh dấu mục muốn làm.", "Tick some."))
    splits = [element for code, element in chosen if code in _ONLY_ONE]
    if len(splits) != len(set(splits)):
        raise Invalid(
            Text("Một chỗ rẽ nhánh được chọn cả hai cách.", "One split was chosen both ways."),
            Text("Chọn một cách: đi một nhánh, hoặc làm song song.", "Choose one: one way, or side by side."),
        )


def _back(copy_id: int) -> Response:
    return redirect(url_for("declare.working_checks", copy_id=copy_id), code=303)
