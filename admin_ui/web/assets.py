"""Style sheet and scripts: from their logical name to the hashed file of the build, kept by browsers for a year."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

from flask import Flask, Response, send_from_directory, url_for

STATIC = Path(__file__).resolve().parent.parent / "static"
_A_YEAR = 365 * 24 * 3600
_A_DAY = 24 * 3600


def register(app: Flask) -> None:
    """Serve the built files under /assets and offer ``asset(name)`` to templates."""
    app.add_url_rule("/assets/<path:name>", "asset", _serve)
    app.jinja_env.globals["asset"] = asset


def asset(name: str) -> str:
    """Return the address of a built file, or of a plain static one (``mark.svg``)."""
    built = _manifest(_stamp()).get(name)
    return url_for("asset", name=f"dist/{built}" if built else name)


def _serve(name: str) -> Response:
    response = send_from_directory(STATIC, name, max_age=_A_DAY)
    if name.startswith("dist/"):
        response.headers["Cache-Control"] = f"public, max-age={_A_YEAR}, immutable"
    return response


def _stamp() -> int:
    path = STATIC / "dist" / "manifest.json"
    return path.stat().st_mtime_ns if path.exists() else 0


@lru_cache(maxsize=1)
def _manifest(stamp: int) -> dict[str, str]:
    """Read the manifest once per build; without a build every page still works, only plain."""
    if not stamp:
        return {}
    names: dict[str, str] = json.loads((STATIC / "dist" / "manifest.json").read_text())
    return names
