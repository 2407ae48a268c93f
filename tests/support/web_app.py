"""A small web application over a fresh SQLite file: three units, four people, one published procedure, a fixed clock.

For tests of the shell (headers, log-in, portal). Stories about dossiers use the real demo province instead.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Flask

import admin_ui
from engine.organisation.actors import Role
from engine.organisation.operations import accounts, people, units
from engine.organisation.operations.acting import By
from engine.organisation.operations.units import UnitWords
from engine.platform import db
from engine.platform.search import search_key
from engine.platform.settings import Settings
from engine.platform.time import FixedClock
from engine.procedures import models, sources, store

ROOT = Path(__file__).resolve().parents[2]
MONDAY_MORNING = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
"""Monday 23/11/2026, 09:00 in Viet Nam."""

PASSWORD = "mot-cau-dai-de-nho"
_FILE = "test.db"
_SINCE = date(2025, 7, 1)
_UNITS = (
    ("tinh", UnitWords("UBND tỉnh An Hòa", "ubnd_tinh"), None),
    ("xa", UnitWords("UBND xã An Bình", "ubnd_xa", eid_code="H61.105.02"), "tinh"),
    ("mot-cua-xa", UnitWords("Trung tâm Phục vụ hành chính công xã An Bình", "one_stop", level="commune"), "xa"),
    ("van-phong-xa", UnitWords("Văn phòng HĐND và UBND xã An Bình", "vp_hdnd_ubnd"), "xa"),
)
_PEOPLE = (
    ("hanh.motcua", "Trần Thị Hạnh", "mot-cua-xa", "can_bo_mot_cua", (Role.OFFICER,)),
    ("minh.tuphap", "Lê Quang Minh", "van-phong-xa", "cong_chuc_tu_phap_ho_tich", (Role.OFFICER,)),
    ("dung.chutich", "Phạm Văn Dũng", "xa", "lanh_dao_ubnd_xa", (Role.OFFICER,)),
    ("nam.quantri", "Vũ Hoàng Nam", "van-phong-xa", "van_thu", (Role.ANALYST, Role.SYSTEM_ADMIN)),
)


def make_app(folder: Path, clock: FixedClock | None = None, **changes: object) -> Flask:
    """Return the application with its data; ``changes`` replace values of the settings."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / _FILE).write_bytes(_filled())
    return _app(folder, clock or FixedClock(MONDAY_MORNING), **changes)


@lru_cache(maxsize=1)
def _filled() -> bytes:
    """Fill a database once per test process; every test gets a copy."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        app = _app(folder, FixedClock(MONDAY_MORNING))
        with app.app_context():
            db.metadata.create_all(db.db.engine)
            _fill()
            db.db.engine.dispose()  # the last connection to close writes everything into the one file
        return (folder / _FILE).read_bytes()


def _app(folder: Path, clock: FixedClock, **changes: object) -> Flask:
    values: dict[str, object] = {"demo": True, **changes}
    settings = Settings(
        var=folder,
        database_url=f"sqlite:///{folder / _FILE}",
        secret_key="a secret of the tests",
        **values,  # type: ignore[arg-type]
    )
    app = Flask("quytrinh", static_folder=None)
    app.testing = True
    app.config["PROPAGATE_EXCEPTIONS"] = False
    db.init_app(app, settings.database_url)
    admin_ui.register(app, settings, clock)
    return app


def _fill() -> None:
    by = By(None, MONDAY_MORNING)
    with db.transaction() as session:
        made: dict[str | None, int | None] = {None: None}
        for code, words, parent in _UNITS:
            placed = UnitWords(**{**words.__dict__, "parent_id": made[parent]})
            made[code] = units.create_unit(session, by, code, placed, _SINCE)
        for username, name, unit, post, roles in _PEOPLE:
            person = people.add_person(session, by, name)
            people.assign(session, by, person, made[unit] or 0, post, _SINCE)
            accounts.open_account(session, by, person, username, PASSWORD, roles)
        _publish(session, "dang-ky-khai-sinh", "Đăng ký khai sinh", "Hộ tịch", "1.001193")


def _publish(session: db.Session, key: str, name: str, field: str, code: str) -> None:
    held = sources.from_library(ROOT, key)
    procedure_id = session.execute(
        models.procedure.insert()
        .values(key=key, name=name, search=search_key(f"{name} {code}"), created_at=MONDAY_MORNING)
        .returning(models.procedure.c.id)
    ).scalar_one()
    version_id = session.execute(
        models.procedure_version.insert()
        .values(
            procedure_id=procedure_id,
            number=1,
            hash=held.hash,
            status="effective",
            decision_number="12/QĐ-UBND",
            effective_from=datetime(2025, 7, 1, tzinfo=UTC),
            published_at=datetime(2025, 7, 1, tzinfo=UTC),
            drafted_by="a",
            approved_by="b",
            summary={"name": [name, name], "code": code, "field": field, "level": "commune"},
        )
        .returning(models.procedure_version.c.id)
    ).scalar_one()
    store.keep_for_version(session, version_id, held)
