"""How large a request may be: small by default, larger only for the views that take files."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, current_app, request

from admin_ui.web import context

_FORM_BYTES = 1024 * 1024
_FORM_PARTS = 2000
_MARK = "takes_files"

View = TypeVar("View", bound=Callable[..., Any])


def register(app: Flask) -> None:
    """Refuse larger requests (413) before their body is read."""
    app.config["MAX_FORM_MEMORY_SIZE"] = _FORM_BYTES
    app.config["MAX_FORM_PARTS"] = _FORM_PARTS
    app.before_request(_limit)


def takes_files(view: View) -> View:
    """Mark a view that receives uploads: it may read up to the installation's ``max_request_bytes``."""
    setattr(view, _MARK, True)
    return view


def _limit() -> None:
    view = current_app.view_functions.get(request.endpoint or "")
    large = getattr(view, _MARK, False)
    request.max_content_length = context.settings().max_request_bytes if large else _FORM_BYTES
