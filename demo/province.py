"""The made-up province of Minh Giang as data: its units and its people."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib import resources
from typing import Any

PASSWORD = "demo-minh-giang"  # every made-up person's; accounts with it exist in demo mode only


@dataclass(frozen=True)
class DemoUnit:
    """One unit; ``parent`` is the code of the unit above."""

    code: str
    kind: str
    name: str
    parent: str | None = None
    level: str = ""
    calendar: str = "vn"
    eid_code: str | None = None
    area_code: str | None = None
    address: str | None = None
    phone: str | None = None


@dataclass(frozen=True)
class DemoPerson:
    """One person with a speaking log-in; ``posts`` are pairs of unit code and post."""

    login: str
    name: str
    title: str
    posts: tuple[tuple[str, str], ...]
    roles: tuple[str, ...]


def founded() -> date:
    """Return the day the two-level units of the province came into being."""
    return date.fromisoformat(_read("units.json")["valid_from"])


def units() -> tuple[DemoUnit, ...]:
    """Return the units, parents first."""
    return tuple(DemoUnit(**unit) for unit in _read("units.json")["units"])


def people() -> tuple[DemoPerson, ...]:
    """Return the people; who has no other role is an officer."""
    return tuple(
        DemoPerson(
            login=one["login"],
            name=one["name"],
            title=one["title"],
            posts=tuple((unit, post) for unit, _, post in (held.rpartition(":") for held in one["posts"])),
            roles=tuple(one.get("roles", ("officer",))),
        )
        for one in _read("people.json")["people"]
    )


def login_table() -> str:
    """Return the log-ins as text for a terminal."""
    rows = [(person.login, person.name, person.title) for person in people()]
    width = [max(len(row[column]) for row in rows) for column in (0, 1)]
    lines = [f"  {login:<{width[0]}}  {name:<{width[1]}}  {title}" for login, name, title in rows]
    return "\n".join(["Mật khẩu chung (chỉ ở chế độ trình diễn): " + PASSWORD, *lines])


@lru_cache(maxsize=4)
def _read(name: str) -> Any:
    return json.loads((resources.files("demo") / "data" / name).read_text(encoding="utf-8"))
