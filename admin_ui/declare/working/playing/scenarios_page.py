"""Acts on the scenarios of a working copy: take over what comes today, remove one."""

from __future__ import annotations

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from admin_ui.declare.working import frame, rehearsed
from admin_ui.web import flash
from engine.platform.errors import AppError, Invalid
from engine.procedures.sources import Sources
from engine.publication.rehearsals import keeping
from engine.publication.working.queries import WorkingCopy
from engine.text import Text


def register(blueprint: Blueprint) -> None:
    """Add the acts."""
    add = blueprint.add_url_rule
    at = "/soan/<int:copy_id>/dien-tap/kich-ban"
    add(f"{at}/cap-nhat", "working_scenario_update", _update, methods=["POST"])
    add(f"{at}/xoa", "working_scenario_remove", _remove, methods=["POST"])


def _update(copy_id: int) -> Response:
    """Take what comes today over into one scenario, or into all that came otherwise."""
    name = request.form.get("kich_ban", "")

    def change(copy: WorkingCopy) -> Sources:
        result, _ = rehearsed.standing(copy.sources)
        if result is None:
            raise Invalid(
                Text("Diễn tập chưa xong nên chưa cập nhật được.", "The rehearsal is not done yet."),
                Text("Đợi diễn tập xong rồi thử lại.", "Wait for it, then try again."),
            )
        names = [one["name"] for one in result.kept if not one["passed"] and name in ("", one["name"])]
        return keeping.updated(copy.sources, result.kept, names)

    what = (
        Text(f"Cập nhật kịch bản “{name}” theo quy trình nay", f"Scenario “{name}” brought up to date")
        if name
        else Text("Cập nhật các kịch bản theo quy trình nay", "Scenarios brought up to date")
    )
    return _saved(copy_id, change, what)


def _remove(copy_id: int) -> Response:
    name = request.form.get("kich_ban", "")
    what = Text(f"Xóa kịch bản “{name}”", f"Scenario “{name}” removed")
    return _saved(copy_id, lambda copy: keeping.without(copy.sources, name), what)


def _saved(copy_id: int, change: frame.Change, what: Text) -> Response:
    try:
        frame.save(copy_id, change, what)
    except AppError as error:
        flash.say(Text(f"{error.what.vi} {(error.fix or Text('', '')).vi}", f"{error.what.en}"))
    else:
        flash.say(Text(f"{what.vi}: xong.", f"{what.en}."))
    return redirect(url_for("declare.working_rehearsal", copy_id=copy_id, _anchor="kich-ban"), code=303)
