"""`quytrinh serve`: the web server for production; SQLite takes one process, PostgreSQL as many as there are cores."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click
from gunicorn.app.base import BaseApplication
from gunicorn.util import import_app

from engine.cli.installation import installation
from engine.cli.one_line import OneLineCommand, WrongCall

THREADS = 8
APPLICATION = "app:create_app()"
PORT = click.IntRange(1, 65535)


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


def serve(host: str, port: int, workers: int, beside: Callable[[], None] | None = None) -> None:
    """Serve until stopped; ``beside`` is called in every process that serves, once it is ready."""
    _Server(
        {
            "bind": f"{host}:{port}",
            "workers": workers,
            "threads": THREADS,
            "worker_class": "gthread",
            "accesslog": None,
            "loglevel": "warning",
            "graceful_timeout": 20,
            **({"post_worker_init": lambda _worker: beside()} if beside else {}),
        }
    ).run()


@click.command("serve", cls=OneLineCommand)
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=PORT)
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1))
def command(host: str, port: int, workers: int) -> None:
    """Serve this installation."""
    with installation() as settings:
        on_sqlite = settings.database_url.startswith("sqlite")
    if workers > 1 and on_sqlite:
        raise WrongCall("SQLite chỉ nhận một tiến trình ghi: dùng --workers 1, hoặc PostgreSQL")
    serve(host, port, workers)
