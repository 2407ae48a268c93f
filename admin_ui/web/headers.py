"""Security headers on every response, errors and files included (OWASP ASVS 5, chapter V3)."""

from __future__ import annotations

from flask import Flask, Response

from admin_ui.web import context, cookies

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
_FIXED = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_HSTS = "max-age=31536000; includeSubDomains"


def register(app: Flask) -> None:
    """Add the headers after each request; a view may set its own policy first, for itself alone."""
    app.after_request(_protect)


def _protect(response: Response) -> Response:
    for name, value in _FIXED.items():
        response.headers.setdefault(name, value)
    if context.settings().behind_tls:
        response.headers.setdefault("Strict-Transport-Security", _HSTS)
    if "Cache-Control" not in response.headers:
        logged_in = cookies.read(cookies.SESSION) is not None
        response.headers["Cache-Control"] = "no-store" if logged_in else "private, no-cache"
        response.vary.add("Cookie")
    return response
