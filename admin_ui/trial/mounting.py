"""Mounts the site a second time below ``/chay-thu/<trial>``: every link a page builds stays inside the trial."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from flask import Flask, request

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

PREFIX: Final = "/chay-thu"
_PLACE: Final = re.compile(rf"{PREFIX}/([1-9][0-9]{{0,8}})(/.*)?\Z", re.DOTALL)
_KEY: Final = "quytrinh.trial"


def mount(app: Flask) -> None:
    """Put the prefix before the application."""
    inner: WSGIApplication = app.wsgi_app
    app.wsgi_app = lambda environ, start: _passed(inner, environ, start)  # type: ignore[method-assign, assignment]


def asked() -> int | None:
    """The number of the trial this request was sent to, None for the real site."""
    found: int | None = request.environ.get(_KEY)
    return found


def root(trial_id: int) -> str:
    """Where a trial begins."""
    return f"{outside()}{PREFIX}/{trial_id}"


def outside() -> str:
    """The root of the real site, as addresses begin (empty unless the whole installation hangs below a path)."""
    return re.sub(rf"{PREFIX}/[0-9]+\Z", "", request.script_root)


def _passed(inner: WSGIApplication, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
    found = _PLACE.match(environ.get("PATH_INFO", ""))
    if found:
        environ["SCRIPT_NAME"] = f"{environ.get('SCRIPT_NAME', '')}{PREFIX}/{found[1]}"
        environ["PATH_INFO"] = found[2] or "/"
        environ[_KEY] = int(found[1])
    return inner(environ, start)
