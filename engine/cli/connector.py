"""`quytrinh connector`: list what is installed, begin a new one, run the emulated agencies."""

from __future__ import annotations

import json
import signal
import threading
from pathlib import Path

import click

from demo import partners
from engine.cli.installation import installation
from engine.cli.one_line import OneLineGroup, WrongCall
from engine.connectors import reference as writing
from engine.connectors import registry, scaffolding
from engine.connectors.emulators import running
from engine.connectors.emulators.running import Means
from engine.platform.db import reading


@click.group("connector", cls=OneLineGroup)
def command() -> None:
    """Connectors to other agencies' systems."""


@command.command("list")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.option("--lang", "language", type=click.Choice(["vi", "en"]), default="vi")
def list_(form: str, language: str) -> None:
    """What is installed, with parameters and results."""
    rows = registry.as_choices(language)
    if form == "json":
        click.echo(json.dumps({"connectors": rows}, ensure_ascii=False))
        return
    for row in rows:
        click.echo(f"{row['id']} {row['version']} – {row['name']}")
        for param in row["params"]:
            mark = "*" if param["required"] else " "
            click.echo(f"  {mark} {param['name']}: {param['title']}")


@command.command("reference")
def reference() -> None:
    """The reference of every installed connector as Markdown (docs/connectors.md is this)."""
    click.echo(writing.page(), nl=False)


@command.command("new")
@click.argument("name")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), default=Path())
def new(name: str, out: Path) -> None:
    """Begin a connector in a package of its own: class, descriptor, emulator, test."""
    try:
        made = scaffolding.write(name, out)
    except (ValueError, FileExistsError) as error:
        raise WrongCall(str(error)) from error
    for path in made:
        click.echo(str(path))


@command.command("emulators")
@click.option("--call-back", is_flag=True, help="Call the installation of this environment (QUYTRINH_…) back.")
def emulators(call_back: bool) -> None:
    """Run the emulated partners on loopback until stopped; each address in a browser is its panel."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    started = running.start(_means() if call_back else {})
    for one in started.running:
        click.echo(f"{one.url}  {one.emulator.name}")
    if started.failed:
        started.stop()
        raise WrongCall(f"cổng đang được chương trình khác dùng: {'; '.join(started.failed.values())}")
    stop.wait()
    started.stop()


def _means() -> dict[str, Means]:
    """The addresses and secrets by which this environment's installation takes call-backs."""
    with installation() as settings, reading() as session:
        return partners.means(session, settings)
