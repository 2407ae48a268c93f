"""`quytrinh serve`: the web server for production; SQLite takes one process, PostgreSQL as many as there are cores."""

from __future__ import annotations

from typing import Any

import click
from gunicorn.app.base import BaseApplication
from gunicorn.util import import_app

from engine.platform.settings import Settings

THREADS = 8
APPLICATION = "app:create_app()"


class _Server(BaseApplication):  # type: ignore[misc]
    """gunicorn, configured from here instead of a file."""

    def __init__(self, options: dict[str, Any]) -> None:
        self._options = options
        super().__init__()

    def load_config(self) -> None:
        """Hand the options over."""
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """Make the application inside the worker, where its threads belong."""
        return import_app(APPLICATION)


def serve(host: str, port: int, workers: int) -> None:
    """Serve until stopped."""
    _Server(
        {
            "bind": f"{host}:{port}",
            "workers": workers,
            "threads": THREADS,
            "worker_class": "gthread",
            "accesslog": None,
            "loglevel": "warning",
            "graceful_timeout": 20,
        }
    ).run()


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
@click.option("--workers", default=1, show_default=True)
def command(host: str, port: int, workers: int) -> None:
    """Serve this installation."""
    if workers > 1 and Settings.from_env().database_url.startswith("sqlite"):
        raise click.UsageError("SQLite takes one writing process: use --workers 1, or PostgreSQL")
    serve(host, port, workers)
