"""`quytrinh demo`: migrate, seed the demo province with its procedures and dossiers, print the log-ins, serve."""

from __future__ import annotations

import atexit
import os
from collections.abc import Mapping
from pathlib import Path

import click

from demo import interlinked, partners
from demo.filling import fill
from demo.province import login_table
from engine.cli.installation import installation
from engine.cli.one_line import WrongCall
from engine.cli.serve import PORT, serve
from engine.connectors.emulators import running
from engine.connectors.emulators.running import Means
from engine.platform.db import reading
from engine.platform.errors import AppError
from engine.platform.time import system_now

ROOT = Path(__file__).resolve().parents[2]


@click.command("demo")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=PORT)
@click.option("--seed-only", is_flag=True, help="Fill the database and stop.")
def command(host: str, port: int, seed_only: bool) -> None:
    """Serve the demo province; everything is made up, and everybody has the same password."""
    os.environ["QUYTRINH_DEMO"] = "1"
    os.environ.setdefault("QUYTRINH_BASE_URL", f"http://{host}:{port}")
    with installation(prepare=True) as settings:
        try:
            fill(settings, ROOT, system_now())
        except AppError as error:
            raise WrongCall(error.said_in("vi")) from error
        with reading() as session:
            means = partners.means(session, settings)
    click.echo(login_table())
    if not seed_only:
        click.echo(f"\nQuy Trình: http://{host}:{port}  (Ctrl+C để dừng)")
        serve(host, port, workers=1, beside=lambda: _emulate(means))


def _emulate(means: Mapping[str, Means]) -> None:
    """Start the emulated partners beside the application, and say where their panels are."""
    started = running.start(means)
    interlinked.take_their_time(one.emulator for one in started.running)
    atexit.register(started.stop)
    for one in started.running:
        click.echo(f"  {one.url}  {one.emulator.name}")
    for code, why in started.failed.items():
        click.echo(f"  {code}: không mở được cổng {why}", err=True)
