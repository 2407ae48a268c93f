"""166 units and 5,400 people: a province, four departments, 32 communes of five units each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from engine.organisation import operations
from engine.organisation.operations.acting import By
from engine.platform.search import name_sort_key, search_key

FOUNDED = date(2023, 1, 1)
PEOPLE = 5_400
COMMUNES = 32
DEPARTMENTS = ("so_noi_vu", "so_tai_chinh", "so_nnmt", "so_xay_dung")
OFFICES = {"motcua": "one_stop", "vp": "vp_hdnd_ubnd", "vhxh": "phong_vhxh", "kt": "phong_kt"}
POSTS = {
    "ubnd_tinh": ("lanh_dao_ubnd_tinh",),
    "ubnd_xa": ("lanh_dao_ubnd_xa",),
    "one_stop": ("lanh_dao_trung_tam", "can_bo_mot_cua"),
    "vp_hdnd_ubnd": ("cong_chuc_tu_phap_ho_tich", "van_thu"),
    "phong_vhxh": ("lanh_dao_phong", "chuyen_vien"),
    "phong_kt": ("lanh_dao_phong", "chuyen_vien"),
    **dict.fromkeys(DEPARTMENTS, ("lanh_dao_so",)),
}
MANY_POSTS = 20
"""Every twentieth person holds six posts."""

_FAMILY = (
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Hoàng",
    "Huỳnh",
    "Phan",
    "Vũ",
    "Võ",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Hồ",
    "Ngô",
    "Dương",
    "Lý",
)
_MIDDLE = ("Văn", "Thị", "Hữu", "Đức", "Minh", "Ngọc", "Thanh", "Quốc", "Xuân", "Thu", "Mai", "Hồng")
_GIVEN = (
    "An",
    "Bình",
    "Chi",
    "Dung",
    "Đào",
    "Giang",
    "Hà",
    "Hạnh",
    "Khánh",
    "Lan",
    "Long",
    "Minh",
    "Nam",
    "Nga",
    "Phúc",
    "Quân",
    "Sơn",
    "Tâm",
    "Uyên",
    "Yến",
)


@dataclass(frozen=True)
class Unit:
    """A unit as the generator knows it; ``commune`` counts from 0, None above the communes."""

    id: int
    name: str
    kind: str
    commune: int | None = None


def full_name(number: int) -> str:
    """One of some four thousand names."""
    family = _FAMILY[number % len(_FAMILY)]
    middle = _MIDDLE[number // len(_FAMILY) % len(_MIDDLE)]
    return f"{family} {middle} {_GIVEN[number // (len(_FAMILY) * len(_MIDDLE)) % len(_GIVEN)]}"


def make_units(session: Session, now: datetime) -> list[Unit]:
    """Create the units, the province first; communes follow each other in blocks of five."""
    by, made = By(None, now), []

    def add(code: str, name: str, kind: str, above: int | None, commune: int | None = None, level: str = "") -> int:
        eid = f"H88.{len(made) + 1}"
        words = operations.UnitWords(name=name, kind=kind, parent_id=above, level=level, eid_code=eid)
        made.append(Unit(operations.create_unit(session, by, code, words, FOUNDED), name, kind, commune))
        return made[-1].id

    province = add("tinh", "UBND tỉnh Mẫu", "ubnd_tinh", None)
    add("tinh.motcua", "Trung tâm Phục vụ hành chính công tỉnh Mẫu", "one_stop", province, level="province")
    for kind in DEPARTMENTS:
        add(kind, f"Sở mẫu {kind}", kind, province)
    for number in range(COMMUNES):
        place = commune_name(number)
        authority = add(f"xa{number}", f"UBND {place}", "ubnd_xa", province, number)
        for short, kind in OFFICES.items():
            add(f"xa{number}.{short}", f"{short} {place}", kind, authority, number, level="commune")
    return made


def commune_name(number: int) -> str:
    """The name of a commune, which all its units carry; always of the same length."""
    return f"xã Mẫu {number:02d}"


def people(units: list[Unit], count: int, now: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Rows of people, their accounts and posts, as ``(table, row)``; people take turns going to units."""
    assignment = 0
    for number in range(1, count + 1):
        name, unit = full_name(number), units[number % len(units)]
        sorted_by = {"search": search_key(name), "sort": name_sort_key(name)}
        yield "person", {"id": number, "full_name": name, **sorted_by, "created_at": now}
        yield (
            "account",
            {
                "id": number,
                "person_id": number,
                "username": login(number),
                "password_hash": "-",
                "status": "active",
                "roles": '["officer"]',
                "created_at": now,
                "password_changed_at": now,
            },
        )
        for place, post in posts_of(units, unit, number):
            assignment += 1
            held = {"id": assignment, "person_id": number, "unit_id": place.id, "post": post}
            yield "assignment", {**held, "valid_from": FOUNDED.isoformat()}


def login(number: int) -> str:
    """The log-in of a person."""
    return f"nguoi.{number:05d}"


def posts_of(units: list[Unit], unit: Unit, number: int) -> list[tuple[Unit, str]]:
    """What a person holds, and where."""
    own = POSTS[unit.kind]
    turn = number // len(units)
    post = own[0] if turn == 0 else own[turn % len(own)]
    if number % MANY_POSTS or unit.commune is None:
        return [(unit, post)]
    neighbours = [other for other in units if other.commune == unit.commune]
    pairs = [(other, held) for other in neighbours for held in POSTS[other.kind] if not held.startswith("lanh_dao")]
    return [(unit, post), *(pair for pair in pairs if pair != (unit, post))][:6]
