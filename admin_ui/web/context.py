"""What the composition root hands to the web layer, and how a view gets at it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast
from urllib.parse import urlsplit

from flask import Flask, current_app, g

from engine.platform.settings import Settings
from engine.platform.time import Now

_KEY = "quytrinh.web"
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


@dataclass(frozen=True)
class Web:
    """The settings of the installation and its clock."""

    settings: Settings
    now: Now

    @property
    def secure_cookies(self) -> bool:
        """True unless this is the demonstration over plain HTTP on the machine itself, where scripts must log in."""
        plain = self.settings.demo and not self.settings.behind_tls
        return not (plain and urlsplit(self.settings.base_url).hostname in _LOOPBACK)


def install(app: Flask, web: Web) -> None:
    """Keep ``web`` with the application."""
    app.extensions[_KEY] = web


def web() -> Web:
    """Return what the current application was registered with."""
    return cast(Web, current_app.extensions[_KEY])


def settings() -> Settings:
    """Return the installation's settings."""
    return web().settings


def now() -> datetime:
    """Return the present instant (aware, UTC) of the injected clock; a trial's clock may run ahead of it."""
    ahead: timedelta = g.get("clock_ahead", timedelta())
    return web().now() + ahead
