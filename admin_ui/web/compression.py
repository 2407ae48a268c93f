"""Pages over slow lines: text answers are gzipped when the browser takes it."""

from __future__ import annotations

import gzip

from flask import Flask, Response, request

_KINDS = frozenset(
    {"text/html", "text/css", "text/javascript", "application/json", "application/problem+json", "image/svg+xml"}
)
_WORTH_IT = 600
_LEVEL = 6


def register(app: Flask) -> None:
    """Compress after everything else; register it before the others, Flask runs the first one last."""
    app.after_request(_compress)


def _compress(response: Response) -> Response:
    if response.mimetype not in _KINDS or response.status_code in (204, 206, 304) or request.method == "HEAD":
        return response
    response.vary.add("Accept-Encoding")
    if not request.accept_encodings["gzip"] or "Content-Encoding" in response.headers:
        return response
    response.direct_passthrough = False
    body = response.get_data()
    if len(body) < _WORTH_IT:
        return response
    response.set_data(gzip.compress(body, compresslevel=_LEVEL, mtime=0))
    response.headers["Content-Encoding"] = "gzip"
    etag, _ = response.get_etag()
    if etag is not None:
        response.set_etag(f"{etag}-gz")
    return response
