"""What the bar of a trial does: take another part, move the clock on."""

from __future__ import annotations

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from admin_ui.trial import entering, parts
from admin_ui.trial.entering import Inside
from admin_ui.web import context, flash
from engine.dossiers.handlers import HANDLERS
from engine.organisation.policy import TrialFacts
from engine.platform import jobs
from engine.platform.db import current_engine, reading, send_to, transaction
from engine.platform.errors import Invalid
from engine.publication.trial import calls, operations, roles
from engine.text import Text

STEPS = {
    "gio": (3600, Text("Đồng hồ chạy thử đã tiến 1 giờ.", "The trial's clock moved on by 1 hour.")),
    "ngay": (24 * 3600, Text("Đồng hồ chạy thử đã tiến 1 ngày.", "The trial's clock moved on by 1 day.")),
    "tuan": (7 * 24 * 3600, Text("Đồng hồ chạy thử đã tiến 7 ngày.", "The trial's clock moved on by 7 days.")),
}

ANSWERS = {
    calls.ANSWER: Text("Đối tác đã trả lời (dữ liệu mẫu).", "The partner has answered (example values)."),
    calls.LATER: Text("Đối tác đã tiếp nhận, chưa trả lời.", "The partner has received it and will answer later."),
    calls.REFUSE: Text("Đối tác đã từ chối.", "The partner has refused."),
    calls.FAIL: Text(
        "Đối tác không trả lời; áp dụng cách xử lý của bước.", "The partner is silent; the step's failure rule applies."
    ),
}


def register(blueprint: Blueprint) -> None:
    """Add the acts; they exist inside a trial only."""
    blueprint.add_url_rule("/vai", "play", _play, methods=["POST"])
    blueprint.add_url_rule("/doi-tac", "partner", _partner, methods=["POST"])
    blueprint.add_url_rule("/dong-ho", "forward", _forward, methods=["POST"])


def _play() -> Response:
    here = _here()
    part = parts.read(request.form.get("vai", ""))
    if part.place is not None:
        with reading() as session:
            roles.stand_in(session, here.analyst, TrialFacts(here.trial.id), *part.place, context.now())
    answer = redirect(_target(part), code=303)
    parts.choose(answer, here.trial.id, part)
    return answer


def _forward() -> Response:
    here = _here()
    step = STEPS.get(request.form.get("buoc", ""))
    if step is None:
        raise Invalid(Text("Chọn khoảng thời gian cần tiến.", "Choose how far to go on."))
    inside, engine = context.web().now(), current_engine()
    send_to(None)
    with transaction() as session:
        moved = operations.forward(session, here.analyst, here.trial.id, step[0], inside)
    send_to(engine)
    jobs.run_until_idle(lambda: inside + moved.ahead, HANDLERS)
    flash.say(step[1])
    return redirect(_dossier() or url_for("desk.inbox"), code=303)


def _partner() -> Response:
    """The tester answers in the place of another agency's system."""
    _here()
    asked, how = request.form.get("goi", ""), request.form.get("cach", "")
    call_id = int(asked) if asked.isdecimal() and len(asked) < 10 else 0
    how, _, code = how.partition(":")
    with transaction() as session:
        dossier_id = calls.settle(session, call_id, how, code, context.now())
    flash.say(ANSWERS[how])
    return redirect(url_for("desk.dossier", dossier_id=dossier_id), code=303)


def _target(part: parts.Part) -> str:
    """To the dossier that waits for this part, else to where this part begins its work."""
    if part.place is None:
        return url_for("portal.home")
    return _dossier() or url_for("desk.inbox")


def _dossier() -> str | None:
    asked = request.form.get("ho_so", "")
    known = asked.isdecimal() and len(asked) < 10
    return url_for("desk.dossier", dossier_id=int(asked)) if known else None


def _here() -> Inside:
    found = entering.inside()
    assert found is not None
    return found
