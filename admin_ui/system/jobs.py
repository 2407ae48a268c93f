"""Jobs by state, and running one again that was given up."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from admin_ui.system import said
from admin_ui.web import context, flash
from admin_ui.web.visitors import require_actor
from engine.organisation.operations.acting import By
from engine.platform import jobs as queue
from engine.platform.db import reading, transaction
from engine.platform.jobs.models import DEAD, WAITING
from engine.reporting import machinery
from engine.text import Text


def register(blueprint: Blueprint) -> None:
    """Add the list and the act."""
    blueprint.add_url_rule("/he-thong/cong-viec", "jobs", _jobs)
    blueprint.add_url_rule("/he-thong/cong-viec/<int:job_id>/chay-lai", "retry_job", _retry, methods=["POST"])


def _jobs() -> str:
    actor, asked = require_actor(), request.args.get("xem", "")
    with reading() as session:
        counts = machinery.job_counts(session, actor)
        state = asked if asked in machinery.JOB_STATES else DEAD if counts[DEAD] else WAITING
        rows = machinery.jobs(session, actor, state)
    return render_template("system/jobs.html", rows=rows, counts=counts, state=state, said_job=said.job)


def _retry(job_id: int) -> Response:
    by = By(require_actor(), context.now())
    by.require_administrator()
    with transaction() as session:
        queue.retry(session, job_id, by.at)
        by.record(session, "job", job_id, "job_retried")
    flash.say(Text("Công việc được đưa vào hàng chờ để chạy lại ngay.", "The job was put back and runs at once."))
    return redirect(url_for("system.jobs"), code=303)
