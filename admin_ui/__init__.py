"""The web interface: Flask blueprints and templates; no rule of law or of process lives here.

``register(app, settings, now)`` adds everything this package gives to an application.
"""

from __future__ import annotations

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from admin_ui import counter, declare, desk, portal, printing, reports, system, trial
from admin_ui.api import deadline
from admin_ui.web import (
    assets,
    compression,
    context,
    csrf,
    errors,
    flash,
    headers,
    language,
    limits,
    navigation,
    rendering,
    visitors,
    words,
)
from engine.platform.settings import Settings
from engine.platform.time import Now

# Flask runs the first registered ``after_request`` last: compression sees the finished answer.
_SHARED = (
    compression,
    headers,
    rendering,
    language,
    limits,
    csrf,
    flash,
    assets,
    visitors,
    trial,
    navigation,
    words,
    errors,
)
_BLUEPRINTS = (
    portal.blueprint,
    desk.blueprint,
    counter.blueprint,
    declare.blueprint,
    reports.blueprint,
    printing.blueprint,
    system.blueprint,
    deadline.blueprint,
)


def register(app: Flask, settings: Settings, now: Now) -> None:
    """Add the pages and everything they share; the database must have been registered before."""
    context.install(app, context.Web(settings, now))
    if settings.behind_tls:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1)  # type: ignore[method-assign]
    for part in _SHARED:
        part.register(app)
    for blueprint in _BLUEPRINTS:
        app.register_blueprint(blueprint)
