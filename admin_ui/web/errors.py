"""Every failure as a page that says what happened, where, and what to do; never a stack trace, never a bare code."""

from __future__ import annotations

import logging
import secrets

from flask import Flask, Response, g, jsonify, make_response, redirect, render_template, request, url_for
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as BaseResponse

from admin_ui.web import error_texts
from admin_ui.web.language import said
from engine.platform.errors import AppError, TooMany, Unauthenticated
from engine.text import Text

_log = logging.getLogger(__name__)


def register(app: Flask) -> None:
    """Turn expected failures, HTTP errors and defects into pages (or JSON under /api)."""
    app.register_error_handler(AppError, _expected)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _defect)


def _expected(error: AppError) -> BaseResponse:
    if isinstance(error, Unauthenticated) and request.method in ("GET", "HEAD") and not _wants_json():
        return redirect(url_for("system.log_in", ve=request.full_path.rstrip("?")), code=303)
    response = _answer(error.status, error.what, error.fix, error.where)
    if isinstance(error, TooMany):
        response.headers["Retry-After"] = str(error.retry_after)
    return response


def _http(error: HTTPException) -> BaseResponse:
    if error.code is None or error.code < 400:
        return error.get_response()
    what, fix = error_texts.of(error.code)
    response = _answer(error.code, what, fix)
    for name, value in error.get_headers():
        if name in ("Allow", "Retry-After", "Content-Range"):
            response.headers[name] = value
    return response


def _defect(error: Exception) -> BaseResponse:
    reference = secrets.token_hex(4)
    _log.error("request failed, reference %s: %s %s", reference, request.method, request.path, exc_info=error)
    g.actor = None
    what, fix = error_texts.of(500)
    return _answer(500, what, fix, reference=reference)


def _answer(
    status: int, what: Text, fix: Text | None, where: str | None = None, reference: str | None = None
) -> Response:
    if _wants_json():
        body = {"status": status, "what": said(what), "fix": said(fix) if fix else None, "where": where}
        return make_response(jsonify(body), status)
    page = render_template(
        "error.html",
        status=status,
        title=error_texts.title(status),
        what=what,
        fix=fix,
        where=where,
        reference=reference,
    )
    return make_response(page, status)


def _wants_json() -> bool:
    return request.path.startswith("/api/")
