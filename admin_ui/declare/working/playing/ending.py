"""Ending a play: its way is kept as a scenario among the files of the copy, or it is put away."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from admin_ui.declare.working import frame
from admin_ui.declare.working.playing import page, subjects
from admin_ui.web import context, flash
from admin_ui.web.visitors import require_actor
from engine.platform.db import transaction
from engine.platform.errors import AppError, Invalid
from engine.publication.rehearsals import keeping, plays
from engine.rehearsal.playing.play import Play
from engine.rehearsal.scenarios.files import LONGEST
from engine.text import Text


def register(blueprint: Blueprint) -> None:
    """Add the acts."""
    add = blueprint.add_url_rule
    at = "/soan/<int:copy_id>/dien-tap/choi/<int:play_id>"
    add(f"{at}/luu", "working_play_keep", _keep, methods=["POST"])
    add(f"{at}/bo", "working_play_drop", _drop, methods=["POST"])


def _keep(copy_id: int, play_id: int) -> Response:
    """Keep the way as a scenario among the files of the copy."""
    copy, kept = page.found(copy_id, play_id)
    play, moved = page.standing(subjects.of(copy.sources), kept.plan, subjects.units())
    name, english = (request.form.get(one, "").strip() for one in ("ten", "ten_en"))
    note = request.form.get("ghi_chu", "").strip()
    try:
        _refuse_unready(play, moved, name, english)
        scenario = replace(play.as_scenario(name), name_en=english[:LONGEST], note=note[:1000])
        frame.save(
            copy_id,
            lambda now: keeping.put(now.sources, scenario, replaces=request.form.get("thay", "")),
            Text(f"Lưu kịch bản “{name}”", f"Scenario “{english or name}” kept"),
        )
    except AppError as error:
        return page.shown_page(copy_id, play_id, error=error)
    with transaction() as session:
        plays.put_away(session, require_actor(), kept, context.now())
    flash.say(Text(f"Đã lưu kịch bản “{name}”.", f"The scenario “{name}” is kept."))
    return redirect(url_for("declare.working_rehearsal", copy_id=copy_id, _anchor="kich-ban"), code=303)


def _refuse_unready(play: Play, moved: Text | None, name: str, english: str) -> None:
    if moved is not None or not play.over:
        raise Invalid(
            Text("Hồ sơ chưa tới kết thúc nên chưa lưu được.", "The dossier has not ended, so it cannot be kept yet."),
            Text("Diễn tiếp cho tới khi hồ sơ kết thúc.", "Play on until it ends."),
        )
    if not 0 < len(name) <= LONGEST or len(english) > LONGEST:
        raise Invalid(
            Text("Chưa đặt tên kịch bản, hoặc tên quá dài.", "The scenario has no name, or too long a one."),
            Text("Đặt một tên ngắn nói rõ trường hợp.", "Give it a short name that says what it is about."),
            "ten",
        )


def _drop(copy_id: int, play_id: int) -> Response:
    _, kept = page.found(copy_id, play_id)
    with transaction() as session:
        plays.put_away(session, require_actor(), kept, context.now())
    return redirect(url_for("declare.working_rehearsal", copy_id=copy_id), code=303)
