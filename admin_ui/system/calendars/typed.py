"""Reads what an administrator typed about calendars into the documents the clock reads."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from engine.clock import WEEKDAYS
from engine.platform.errors import Invalid
from engine.text import Text

Document = dict[str, Any]
_LISTS = ("holidays", "swaps", "half_days")


def day(form: Mapping[str, str], name: str) -> date:
    """A day typed into a field; raises ``Invalid`` naming the field."""
    try:
        return date.fromisoformat(form.get(name, "").strip())
    except ValueError:
        raise Invalid(
            Text(f"Chưa đọc được ngày “{form.get(name, '')}”.", f"The day “{form.get(name, '')}” cannot be read."),
            Text("Chọn ngày trong lịch hoặc gõ như 2027-01-04.", "Pick a day, or type it like 2027-01-04."),
            name,
        ) from None


def with_week(before: Mapping[str, Any], form: Mapping[str, str]) -> Document:
    """The calendar with other hours from a day on; what held before keeps its validity."""
    document, first = _copied(before), day(form, "tu")
    week = {name: _hours(form.get(name, "")) for name in WEEKDAYS}
    hours = document.pop("hours", None) or ([{"week": document.pop("week")}] if "week" in document else [])
    kept = [_until(one, first) for one in hours if not one.get("from") or one["from"] < first.isoformat()]
    new = {"from": first.isoformat(), "week": {name: said for name, said in week.items() if said}}
    document["hours"] = [*kept, new] if kept else [{"week": new["week"]}]
    return document


def with_day(before: Mapping[str, Any], form: Mapping[str, str]) -> Document:
    """The calendar with one more exceptional day."""
    document, on = _copied(before), day(form, "ngay").isoformat()
    words = {"vi": form.get("ly_do", "").strip() or "Ngày đặc biệt của đơn vị", "en": form.get("ly_do_en", "").strip()}
    if form.get("loai") == "half":
        entry = {"date": on, "hours": _hours(form.get("gio", "")), **words}
        document.setdefault("half_days", []).append(entry)
    elif form.get("loai") == "swap":
        made_up = day(form, "lam_bu").isoformat()
        document.setdefault("swaps", []).append({"off": on, "work": made_up, **words})
    else:
        document.setdefault("holidays", []).append({"date": on, **words})
    return document


def without_day(before: Mapping[str, Any], on: str) -> Document:
    """The calendar without one of its exceptional days."""
    document = _copied(before)
    for name in _LISTS:
        document[name] = [one for one in document.get(name, ()) if on not in _days_of(one)]
        if not document[name]:
            del document[name]
    return document


def own_days(document: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The exceptional days a calendar lists itself: the day and its reason."""
    found = [(_days_of(one)[0], _said(one)) for name in _LISTS for one in document.get(name, ())]
    return sorted(found)


def year_document(year: int, form: Mapping[str, str], rows: int) -> Document:
    """A yearly list from the rows of its form; rows without a day are left out."""
    usual = form.get("quyet_dinh", "").strip()
    decisions: dict[str, str] = {}
    holidays, swaps = [], []
    for row in range(rows):
        on, made_up = form.get(f"nghi_{row}", "").strip(), form.get(f"bu_{row}", "").strip()
        if not on:
            continue
        by = form.get(f"can_cu_{row}", "").strip() or usual
        key = next((known for known, said in decisions.items() if said == by), f"d{len(decisions) + 1}")
        if by:
            decisions[key] = by
        words = {"vi": form.get(f"ten_{row}", "").strip(), "by": key if by else ""}
        if made_up:
            swaps.append({"off": on, "work": made_up, "by": words["by"]})
        else:
            holidays.append({"date": on, **words})
    said = {key: {"vi": vi, "en": vi} for key, vi in decisions.items()}
    return {"year": year, "decisions": said, "holidays": holidays, "swaps": swaps}


def year_rows(document: Mapping[str, Any]) -> list[dict[str, str]]:
    """The rows of the form for a yearly list."""
    decisions = document.get("decisions", {})
    named = {key: str(said.get("vi", "")) for key, said in decisions.items()}
    rows = [
        {"nghi": one["date"], "ten": one.get("vi", ""), "bu": "", "can_cu": named.get(one.get("by", ""), "")}
        for one in document.get("holidays", ())
    ]
    rows += [
        {"nghi": one["off"], "ten": "", "bu": one["work"], "can_cu": named.get(one.get("by", ""), "")}
        for one in document.get("swaps", ())
    ]
    return sorted(rows, key=lambda row: row["nghi"])


def _copied(before: Mapping[str, Any]) -> Document:
    return copy.deepcopy(dict(before))


def _until(hours: Mapping[str, Any], first: date) -> Document:
    last = (first - timedelta(days=1)).isoformat()
    return {**hours, "to": min(hours["to"], last) if hours.get("to") else last}


def _hours(typed: str) -> list[str]:
    return [part.strip() for part in typed.replace(";", ",").split(",") if part.strip()]


def _days_of(entry: Any) -> tuple[str, ...]:
    if isinstance(entry, str):
        return (entry,)
    return tuple(str(entry[key]) for key in ("date", "off", "work") if key in entry)


def _said(entry: Any) -> str:
    if isinstance(entry, str):
        return ""
    more = f" → {entry['work']}" if "work" in entry else f" ({', '.join(entry['hours'])})" if "hours" in entry else ""
    return f"{entry.get('vi', '')}{more}"
