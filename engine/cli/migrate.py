"""`quytrinh migrate`: bring the database to the schema of this program."""

from __future__ import annotations

import click

from engine.cli.installation import installation


@click.command("migrate")
def command() -> None:
    """Bring the database to the schema of this program."""
    with installation(prepare=True) as settings:
        click.echo(f"ready: {settings.database_url.rpartition('@')[2]}")
