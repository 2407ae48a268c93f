"""No address and no form carries a zero character: no keyboard types it, and no PostgreSQL text holds it."""

from __future__ import annotations

from flask import abort, request


def refuse_zero() -> None:
    """Use as ``before_app_request``: such a request is malformed (400), wherever it goes."""
    given = (request.path, *request.args.keys(), *request.args.values(), *request.form.keys(), *request.form.values())
    if any("\0" in text for text in given):
        abort(400)
