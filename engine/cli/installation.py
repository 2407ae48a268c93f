"""Commands that need an installation: its settings, its database, an application context."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click
from flask import Flask

from engine.platform import db, migrate
from engine.platform.settings import Settings
from migrations import tables


class WrongCall(click.ClickException):
    """A refusal that is one line on stderr and exit code 2."""

    exit_code = 2

    def show(self, file: object = None) -> None:
        """Print the message as one line."""
        click.echo(f"quytrinh: {' '.join(self.message.split())}", err=True)


@contextmanager
def installation(*, prepare: bool = False) -> Iterator[Settings]:
    """Enter the installation the environment describes; ``prepare`` migrates its database first."""
    try:
        settings = Settings.from_env()
    except ValueError as error:
        raise WrongCall(str(error)) from error
    tables.load()
    app = Flask("quytrinh-command", static_folder=None)
    db.init_app(app, settings.database_url)
    with app.app_context():
        if prepare:
            migrate.upgrade(db.db.engine)
        elif not migrate.is_current(db.db.engine):
            raise WrongCall("the database is not at the schema of this program; run: quytrinh migrate")
        yield settings
