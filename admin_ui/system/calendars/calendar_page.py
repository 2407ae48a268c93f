"""One calendar: its year as a picture, its week, its own days, who keeps it, and its JSON."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable
from datetime import date

from flask import Blueprint, Response, abort, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from admin_ui.system.calendars import drafting, names, picture, typed
from admin_ui.web import context
from admin_ui.web.visitors import require_actor
from engine import clock
from engine.organisation import policy
from engine.organisation.calendars import queries
from engine.organisation.calendars.book import Book
from engine.organisation.calendars.changes import Change
from engine.organisation.policy import Act
from engine.organisation.units import tree_on
from engine.platform.db import reading
from engine.platform.errors import AppError, Invalid
from engine.platform.time import local_day
from engine.text import Text


def register(blueprint: Blueprint) -> None:
    """Add the page, its acts and the file."""
    address = "/he-thong/lich/<name>"
    blueprint.add_url_rule(address, "calendar", _calendar)
    blueprint.add_url_rule(f"{address}.json", "calendar_file", _file)
    for path, act, make in (
        ("tuan", "week", _week),
        ("ngay", "day", _day),
        ("bo-ngay", "no_day", _no_day),
        ("nhap", "import", _import),
        ("don-vi", "unit", _unit),
    ):
        blueprint.add_url_rule(f"{address}/{path}", f"calendar_{act}", _posting(make), methods=["POST"])


def _calendar(name: str) -> str:
    return _page(name)


def _file(name: str) -> Response:
    document = json.dumps({**_book_with(name).document(name), "name": name}, ensure_ascii=False, indent=1)
    disposition = {"Content-Disposition": f'attachment; filename="{name}.json"'}
    return Response(document, mimetype="application/json", headers=disposition)


def _posting(make: Callable[[str, Book], Change]) -> Callable[[str], Answer | tuple[str, int]]:
    def act(name: str) -> Answer | tuple[str, int]:
        book = _book_with(name)
        try:
            return drafting.preview(make(name, book))
        except AppError as error:
            return _page(name, error), error.status

    return act


def _week(name: str, book: Book) -> Change:
    said = Text(f"Giờ làm việc của lịch {name}", f"Working hours of the calendar {name}")
    return Change("calendar", name, typed.with_week(book.document(name), request.form), said, _decision())


def _day(name: str, book: Book) -> Change:
    on = typed.day(request.form, "ngay")
    said = Text(f"Lịch {name}: ngày đặc biệt {on:%d/%m/%Y}", f"Calendar {name}: exceptional day {on:%d/%m/%Y}")
    return Change("calendar", name, typed.with_day(book.document(name), request.form), said, _decision())


def _no_day(name: str, book: Book) -> Change:
    on = typed.day(request.form, "ngay")
    said = Text(f"Lịch {name}: bỏ ngày đặc biệt {on:%d/%m/%Y}", f"Calendar {name}: {on:%d/%m/%Y} is ordinary again")
    return Change("calendar", name, typed.without_day(book.document(name), on.isoformat()), said, _decision())


def _import(name: str, book: Book) -> Change:
    new = request.form.get("ten_moi", "").strip() or name
    try:
        document = json.loads(request.form.get("json", ""))
        if not isinstance(document, dict):
            raise ValueError("JSON")
    except ValueError as error:
        raise Invalid(
            Text(f"Nội dung không phải JSON của một lịch: {error}.", f"This is not the JSON of a calendar: {error}."),
            Text("Tải lịch hiện có về làm mẫu.", "Download an existing calendar as a pattern."),
            "json",
        ) from None
    if not new.replace("-", "").isalnum() or not new.isascii() or len(new) > 60:
        raise Invalid(Text("Tên lịch chỉ gồm chữ không dấu, số và gạch nối.", "A name is letters, digits, hyphens."))
    said = Text(f"Nhập lịch {new}", f"Calendar {new} imported")
    return Change("calendar", new, {**document, "name": new}, said, _decision())


def _unit(name: str, book: Book) -> Change:
    first, unit_id = typed.day(request.form, "tu"), request.form.get("don_vi", 0, type=int)
    with reading() as session:
        tree = tree_on(session, local_day(context.now()))
        found = tree.get(unit_id)
        below = [unit.id for unit in tree.belonging(unit_id)] if found and request.form.get("ca_truc_thuoc") else []
    if found is None:
        raise Invalid(Text("Chưa chọn đơn vị.", "Choose a unit."), where="don_vi")
    units = sorted({unit_id, *below})
    said = Text(
        f"{found.name} theo lịch {name} từ {first:%d/%m/%Y}", f"{found.name} keeps {name} from {first:%d/%m/%Y}"
    )
    payload = {"units": units, "calendar": name, "from": first.isoformat()}
    return Change("unit", str(unit_id), payload, said, _decision())


def _decision() -> str:
    return request.form.get("quyet_dinh", "").strip()[:300]


def _book_with(name: str) -> Book:
    policy.require(require_actor(), Act.ADMINISTER)
    with reading() as session:
        book = queries.book(session)
    if name not in book.names:
        abort(404)
    return book


def _page(name: str, error: AppError | None = None) -> str:
    book, today = _book_with(name), local_day(context.now())
    with reading() as session:
        units = list(tree_on(session, today))
    asked = request.args.get("nam", today.year, type=int)
    year = asked if 2000 <= asked <= 2200 else today.year
    calendar, document = book.calendar(name), book.document(name)
    months = picture.year(calendar, year)
    return render_template(
        "system/calendars/calendar.html",
        name=name,
        title=names.title(book, name),
        year=year,
        months=months,
        exceptional=picture.exceptional(months),
        provisional=book.national.undecided(year)
        and any(cell.kind == "holiday" for cell in picture.exceptional(months)),
        week=_typed_week(calendar, today),
        weekdays=names.WEEKDAYS,
        own_days=typed.own_days(document),
        base=document.get("base"),
        keepers=[unit for unit in units if unit.calendar == name],
        units=units,
        error=error,
        today=today,
        file=url_for("system.calendar_file", name=name),
        typed=defaultdict(str, request.form.to_dict()),
    )


def _typed_week(calendar: clock.Calendar, today: date) -> dict[str, str]:
    hours = next((one for one in calendar.hours if one.holds_on(today)), calendar.hours[-1])
    now = {name: ", ".join(said) for name, said in clock.week_as_json(hours.week).items()}
    return {name: request.form.get(name, now.get(name, "")) for name in clock.WEEKDAYS}
