"""How large a request may be: small by default, larger only for the views that take files; and no number too large."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, current_app, request
from werkzeug.routing import IntegerConverter, Map

from admin_ui.web import context

_FORM_BYTES = 1024 * 1024
_FORM_PARTS = 2000
_MARK = "takes_files"

LARGEST_NUMBER = 2**31 - 1
"""Row numbers end here on PostgreSQL; an address beyond it names nothing."""

View = TypeVar("View", bound=Callable[..., Any])


def register(app: Flask) -> None:
    """Refuse larger requests (413) before their body is read."""
    app.config["MAX_FORM_MEMORY_SIZE"] = _FORM_BYTES
    app.config["MAX_FORM_PARTS"] = _FORM_PARTS
    app.url_map.converters["int"] = _RowNumber
    app.before_request(_limit)


def takes_files(view: View) -> View:
    """Mark a view that receives uploads: it may read up to the installation's ``max_request_bytes``."""
    setattr(view, _MARK, True)
    return view


class _RowNumber(IntegerConverter):
    """``<int:…>`` of every address: what no row can be numbered matches no page (404)."""

    def __init__(self, map: Map) -> None:
        super().__init__(map, max=LARGEST_NUMBER)


def row_number(typed: str) -> int:
    """Read a row number from an address's parameter; ValueError for anything that cannot be one."""
    number = int(typed)
    if not 0 <= number <= LARGEST_NUMBER:
        raise ValueError("no row has this number")
    return number


def _limit() -> None:
    view = current_app.view_functions.get(request.endpoint or "")
    large = getattr(view, _MARK, False)
    request.max_content_length = context.settings().max_request_bytes if large else _FORM_BYTES
