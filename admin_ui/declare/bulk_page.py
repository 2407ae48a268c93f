"""Many procedures at once: one change, carried out procedure by procedure, with what became of each."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Final

from flask import Blueprint, Response, make_response, render_template, request
from sqlalchemy.orm import Session

from admin_ui.declare import words
from admin_ui.declare.days import first_moment
from admin_ui.web import context
from admin_ui.web.limits import takes_files
from admin_ui.web.visitors import require_actor
from engine.bpmn import vocabulary
from engine.organisation import policy, posts, units
from engine.organisation.actors import Actor
from engine.organisation.policy import Act
from engine.organisation.tree import UnitOnDay
from engine.platform.db import reading, transaction
from engine.platform.errors import AppError, Invalid
from engine.platform.time import local_day
from engine.procedures import store
from engine.procedures.standing import RESUME, SUSPEND
from engine.publication import bulk, lifecycle, queries
from engine.publication.inspection import read_diagram
from engine.text import Text

_AT_MOST: Final = 500
_LONGEST: Final = 500
_READ: Final = 60
"""So many of the chosen procedures are read to offer the legal grounds they name."""
Deed = Callable[[Session, str], int | None]
"""What is done to one procedure in its own transaction; the working copy it went into, if it did."""


@dataclass(frozen=True)
class Result:
    """What became of one procedure."""

    key: str
    name: str
    copy_id: int | None
    error: Text | None


def register(blueprint: Blueprint) -> None:
    """Add the page."""
    blueprint.add_url_rule("/hang-loat", "bulk", takes_files(_bulk), methods=["GET", "POST"])


def _bulk() -> Response:
    actor = require_actor()
    policy.require(actor, Act.EDIT_DRAFT)
    if request.method != "POST":
        return _page()
    try:
        deed = _deed(actor, request.form.get("viec", ""))
    except AppError as error:
        return _page(error=error)
    names = _chosen()
    if not names:
        return _page(error=Invalid(Text("Chưa chọn thủ tục nào.", "No procedure was chosen."), where="chon"))
    return _page(results=[_one(deed, key, name) for key, name in names.items()])


def _one(deed: Deed, key: str, name: str) -> Result:
    try:
        with transaction() as session:
            return Result(key, name, deed(session, key), None)
    except AppError as error:
        return Result(key, name, None, error.what)


def _chosen() -> dict[str, str]:
    keys = set(request.values.getlist("chon")[:_AT_MOST])
    with reading() as session:
        found = queries.entries(session, context.now())
    return {one.key: one.name for one in found if one.key in keys}


def _deed(actor: Actor, what: str) -> Deed:
    """Read the form of one kind of change. Raises ``Invalid`` at the field that is wrong."""
    now = context.now()
    if what == "chu-quan":
        unit_id = _unit(_given("don_vi"))
        return lambda session, key: bulk.set_owner(session, actor, key, unit_id, now)
    if what in (SUSPEND, RESUME):
        reason, start = _given("ly_do"), first_moment(request.form.get("tu_ngay", ""), local_day(now), "tu_ngay")
        begin, number = max(start, now), request.form.get("so", "")
        return lambda session, key: _nothing(lifecycle.propose(session, actor, key, what, reason, begin, number, now))
    change, said = _change(what)
    return lambda session, key: bulk.change(session, actor, key, change, said, now)


def _nothing(order_id: int) -> None:
    """An order goes into no working copy."""


def _change(what: str) -> tuple[bulk.Change, Text]:
    if what == "bieu-mau":
        name, file = _given("ten_bieu_mau").removesuffix(".json"), request.files.get("tep")
        if file is None or not file.filename:
            raise Invalid(Text("Chưa chọn tệp biểu mẫu.", "No form file was chosen."), where="tep")
        return bulk.replace_form(name, file.read()), Text(f"Thay biểu mẫu {name}", f"Form {name} replaced")
    old, new = _given("cu"), _given("moi")
    said = Text(f"Thay hàng loạt: {old} → {new}", f"Replaced in bulk: {old} → {new}")
    made = {"can-cu": bulk.replace_basis, "loai-don-vi": bulk.rename_kind, "chuc-danh": bulk.rename_post}.get(what)
    if made is None:
        raise Invalid(Text("Chưa chọn việc cần làm.", "Choose what to do."), where="viec")
    return made(old, new), said


def _given(field: str) -> str:
    value = request.form.get(field, "").strip()
    if not 0 < len(value) <= _LONGEST:
        raise Invalid(
            Text("Ô này còn trống hoặc quá dài.", "This field is empty or too long."),
            Text("Điền rồi làm lại; các thủ tục đã chọn vẫn giữ.", "Fill it in; the chosen procedures stay."),
            field,
        )
    return value


def _unit(typed: str) -> int:
    known = {str(unit.id): unit.id for unit in _units()}
    if typed not in known:
        raise Invalid(Text("Chọn đơn vị trong danh sách.", "Choose a unit of the list."), where="don_vi")
    return known[typed]


def _units() -> list[UnitOnDay]:
    with reading() as session:
        return sorted(units.tree_on(session, local_day(context.now())), key=lambda one: one.name)


def _grounds(keys: Collection[str]) -> list[str]:
    """The legal grounds the chosen procedures name, to pick the old one from."""
    with reading() as session:
        rows = [one.version.id for one in queries.entries(session, context.now()) if one.key in keys][:_READ]
        found = [store.of_version(session, row).bpmn for row in rows]
    return sorted({basis.ref for data in found for basis in read_diagram(data).basis})


def _page(results: list[Result] | None = None, error: AppError | None = None) -> Response:
    with reading() as session:
        known = posts.installed(session)
    chosen = _chosen()
    rendered = render_template(
        "declare/bulk.html",
        declared=words,
        chosen=chosen,
        grounds=_grounds(chosen),
        units=_units(),
        kinds=sorted(vocabulary.shipped().unit_kinds.values(), key=lambda one: one.name.vi),
        posts=sorted(known.posts.values(), key=lambda one: one.name.vi),
        today=local_day(context.now()).isoformat(),
        results=results,
        error=error,
        given={"viec": "", **request.form.to_dict()},
    )
    return make_response(rendered, error.status if error else 200)
