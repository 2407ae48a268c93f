"""Logging in and out, and where the staff start."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from admin_ui.web import context, flash, visitors
from engine.organisation import accounts, sessions
from engine.organisation.actors import Role
from engine.platform.db import transaction
from engine.platform.errors import AppError, TooMany
from engine.text import Text

_FIRST_PAGES = (
    (Role.OFFICER, "desk.inbox"),
    (Role.ANALYST, "declare.catalogue"),
    (Role.APPROVER, "declare.catalogue"),
    (Role.SYSTEM_ADMIN, "system.home"),
    (Role.AUDITOR, "system.audit"),
)


def register(blueprint: Blueprint) -> None:
    """Add the log-in page, logging out and the staff's start."""
    blueprint.add_url_rule("/dang-nhap", "log_in", _log_in, methods=["GET", "POST"])
    blueprint.add_url_rule("/dang-xuat", "log_out", _log_out, methods=["POST"])
    blueprint.add_url_rule("/noi-lam-viec", "start", _start)


def _log_in() -> BaseResponse | str:
    target = visitors.safe_target(request.values.get("ve"), url_for("system.start"))
    if request.method != "POST":
        return redirect(target, code=303) if visitors.current_actor() else _form(target)
    settings = context.settings()
    with transaction() as session:
        outcome = accounts.log_in(
            session,
            request.form.get("username", ""),
            request.form.get("password", ""),
            address=visitors.address(),
            now=context.now(),
            lifetime=sessions.Lifetime(settings.session_idle, settings.session_absolute),
            agent=request.user_agent.string,
        )
    if isinstance(outcome, accounts.NotLoggedIn):
        return _form(target, outcome.error)
    answer = redirect(target, code=303)
    visitors.admit(answer, outcome.token)
    return answer


def _form(target: str, error: AppError | None = None) -> Response:
    page = render_template(
        "system/log_in.html", target=target, error=error, username=request.form.get("username", "")[:80]
    )
    answer = make_response(page, error.status if error else 200)
    if isinstance(error, TooMany):
        answer.headers["Retry-After"] = str(error.retry_after)
    return answer


def _log_out() -> BaseResponse:
    with transaction() as session:
        accounts.log_out(session, visitors.token(), context.now())
    flash.say(Text("Ông/bà đã đăng xuất.", "You are logged out."))
    answer = redirect(url_for("system.log_in"), code=303)
    visitors.dismiss(answer)
    return answer


def _start() -> BaseResponse:
    actor = visitors.require_actor()
    first = next((page for role, page in _FIRST_PAGES if actor.has(role)), "system.sessions")
    return redirect(url_for(first), code=303)
