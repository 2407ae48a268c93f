"""`quytrinh bundle export|import`: procedures travel between installations."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from engine.cli.installation import installation
from engine.cli.one_line import OneLineCommand, OneLineGroup, WrongCall, wants_json
from engine.organisation import accounts
from engine.platform.db import reading, transaction
from engine.platform.errors import AppError
from engine.publication import queries
from engine.publication.bundles import exporting, importing
from engine.publication.bundles.importing import BROKEN, Done, Planned
from engine.publication.bundles.packing import pack
from engine.publication.bundles.reading import MAX_BYTES, read

_STATES = {"new": "mới", "changed": "thay đổi", "same": "giống bản đã công bố", "broken": "không đọc được"}


@click.group("bundle", cls=OneLineGroup)
def command() -> None:
    """Take procedures out as one file, and bring such a file in."""


@command.command("export", cls=OneLineCommand)
@click.argument("keys", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Every published procedure.")
@click.option("--version", "number", type=int, help="This version instead of the one in force (one procedure only).")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True)
def export(keys: tuple[str, ...], everything: bool, number: int | None, out: Path) -> None:
    """Write the procedures KEYS to a bundle."""
    if not keys and not everything:
        raise WrongCall("nêu khóa thủ tục, hoặc --all")
    if number is not None and len(keys) != 1:
        raise WrongCall("--version chỉ dùng với một thủ tục")
    now = datetime.now(UTC)
    try:
        with installation(), reading() as session:
            chosen = [one.key for one in queries.entries(session, now)] if everything else list(keys)
            packed = exporting.versions(session, chosen, now, number)
        out.write_bytes(pack(packed))
    except AppError as error:
        raise WrongCall(error.said_in("vi")) from error
    except OSError as error:
        raise WrongCall(f"{out}: không ghi được ({error.strerror or 'lỗi'})") from None
    click.echo(f"{out}: {len(packed)} thủ tục.")


@command.command("import", cls=OneLineCommand)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--apply", "apply", is_flag=True, help="Write working copies; without it only what would change is told.")
@click.option("--as", "login", help="Log-in of the analyst in whose name they are written (with --apply).")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default=None)
def bring(file: Path, apply: bool, login: str | None, form: str | None) -> None:
    """Tell what FILE would change here; exit 1 when a procedure in it cannot be taken, 2 when the file is refused."""
    if apply and not login:
        raise WrongCall("--apply cần --as: tài khoản người soạn")
    now, done = datetime.now(UTC), list[Done]()
    try:
        procedures = read(file.name, _bytes(file))
        with installation(), transaction() as session:
            planned = importing.plan(session, procedures, now)
            if apply and login:
                done = importing.carry_out(session, accounts.actor_named(session, login, now), planned, now)
    except AppError as error:
        where = f"{error.where}: " if error.where else ""
        raise WrongCall(f"{where}{error.said_in('vi')}") from error
    if wants_json(form):
        click.echo(json.dumps(_as_data(planned, done), ensure_ascii=False, indent=2))
    else:
        _say(planned, done)
    sys.exit(1 if any(one.state == BROKEN for one in planned) or any(one.error for one in done) else 0)


def _bytes(file: Path) -> bytes:
    try:
        with file.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise WrongCall(f"{file}: không mở được tệp ({error.strerror or 'lỗi'})") from None


def _as_data(planned: list[Planned], done: list[Done]) -> dict[str, object]:
    copies = {one.key: one for one in done}
    return {
        "procedures": [
            {
                "key": one.packed.key,
                "version": one.packed.number,
                "state": one.state,
                "replaces": one.replaces,
                "changes": [told.message.vi for told in one.told],
                "working_copy": copies[one.packed.key].copy_id if one.packed.key in copies else None,
                "error": _error(one, copies.get(one.packed.key)),
            }
            for one in planned
        ]
    }


def _error(one: Planned, done: Done | None) -> str | None:
    said = (done.error if done else None) or one.error
    return said.vi if said else None


def _say(planned: list[Planned], done: list[Done]) -> None:
    for one in planned:
        click.echo(f"{one.packed.key}: {_STATES[one.state]}")
        for told in one.told:
            click.echo(f"    - {told.message.vi}")
        if one.error:
            click.echo(f"    ! {one.error.vi}")
    for each in done:
        became = f"bản soạn số {each.copy_id}" if each.error is None else each.error.vi
        click.echo(f"{each.key}: {became}")
    if not done:
        click.echo("Chưa ghi gì; thêm --apply --as TÀI-KHOẢN để ghi thành bản soạn.")
