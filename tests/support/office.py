"""The demo office through HTTP: people log in, see pages and press buttons as the stories tell.

Every action reads the page first and sends what its form would send, so a missing button fails the story.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from lxml import html
from sqlalchemy import select
from werkzeug.test import TestResponse

from app import create_app
from demo import province
from demo.dossiers import applications
from engine.bpmn import reader
from engine.documents.store import FileStore
from engine.dossiers import doctor
from engine.dossiers.handlers import HANDLERS
from engine.dossiers.models import dossier, wait, work_item
from engine.platform import jobs
from engine.platform.db import reading
from engine.platform.settings import Settings
from engine.platform.time import FixedClock
from engine.procedures.sources import from_library

MONDAY = datetime(2026, 12, 7, 2, 0, tzinfo=UTC)
"""Monday 7/12/2026, 09:00 in Viet Nam: a week without holidays follows."""
ROOT = Path(__file__).resolve().parents[2]


@lru_cache
def every_paper(key: str) -> list[str]:
    """The papers a ready procedure asks for, whatever the case."""
    return [paper.id for paper in reader.read(from_library(ROOT, key).bpmn).documents]


@dataclass
class Office:
    """The running office: one application, one clock, people by log-in."""

    app: Flask
    clock: FixedClock
    settings: Settings
    people: dict[str, Person] = field(default_factory=dict)

    def person(self, login: str) -> Person:
        """Log somebody in (once)."""
        if login not in self.people:
            self.people[login] = Person(self, login)
        return self.people[login]

    def citizen(self) -> FlaskClient:
        """A browser nobody is logged in with."""
        return self.app.test_client()

    def restart(self) -> None:
        """Stop the server and start another on the same database; everybody keeps their cookies."""
        self.app = create_app(self.settings, self.clock)
        for one in self.people.values():
            one.reopen()

    def row(self, dossier_id: int) -> Any:
        """The dossier's row."""
        with self.app.app_context(), reading() as session:
            return session.execute(select(dossier).where(dossier.c.id == dossier_id)).one()

    def dossiers(self) -> list[Any]:
        """Every dossier, newest first."""
        with self.app.app_context(), reading() as session:
            return list(session.execute(select(dossier).order_by(dossier.c.id.desc())))

    def open_steps(self, dossier_id: int) -> list[Any]:
        """The open work items of a dossier."""
        with self.app.app_context(), reading() as session:
            query = select(work_item).where(work_item.c.dossier_id == dossier_id, work_item.c.status == "open")
            return list(session.execute(query.order_by(work_item.c.id)))

    def open_waits(self, dossier_id: int) -> list[Any]:
        """What a dossier waits for."""
        with self.app.app_context(), reading() as session:
            query = select(wait).where(wait.c.dossier_id == dossier_id, wait.c.status == "open")
            return list(session.execute(query.order_by(wait.c.id)))

    def run_jobs(self) -> int:
        """Run everything that is due by the office's clock."""
        with self.app.app_context():
            return jobs.run_until_idle(self.clock, HANDLERS)

    def findings(self) -> list[Any]:
        """What the doctor says."""
        with self.app.app_context(), reading() as session:
            return doctor.examine(session, FileStore(self.settings.files))


class Person:
    """Somebody of the office in front of a browser."""

    def __init__(self, office: Office, login: str) -> None:
        self.office = office
        self.login = login
        self.client = office.app.test_client()
        page = self.client.get("/dang-nhap")
        answer = self.client.post(
            "/dang-nhap",
            data={"csrf_token": token(page), "username": login, "password": province.PASSWORD},
        )
        assert answer.status_code == 303, answer.get_data(as_text=True)[:500]

    def reopen(self) -> None:
        """Go on with the same cookies at a restarted server."""
        cookies = self.client._cookies
        self.client = self.office.app.test_client()
        self.client._cookies = cookies

    def get(self, path: str, status: int = 200) -> TestResponse:
        """Open a page."""
        answer = self.client.get(path)
        assert answer.status_code == status, (path, answer.status_code, text_of(answer)[:800])
        return answer

    def press(self, page: str, action: str, data: Mapping[str, Any], status: int = 303) -> TestResponse:
        """Send the form of ``page`` whose address is ``action`` (a page without it fails)."""
        shown = self.get(page)
        assert f'action="{action}"' in shown.get_data(as_text=True) or page == action, f"{page} has no form to {action}"
        answer = self.client.post(action, data={"csrf_token": token(shown), **flat(data)})
        assert answer.status_code == status, (action, answer.status_code, text_of(answer)[:1500])
        return answer

    def receive(self, key: str, outcome: str, status: int = 303, **changes: Any) -> int:
        """Receive the demo application of a procedure with all its papers; returns the dossier's id (0 if refused)."""
        given = applications()[key]
        changes.setdefault("papers", every_paper(key))
        data = {
            **{f"nop.{name}": value for name, value in flat(given["applicant"]).items()},
            **{f"don.{name}": value for name, value in flat({**given["form"], **changes.pop("form", {})}).items()},
            "outcome": outcome,
            **changes,
        }
        answer = self.press(f"/tiep-nhan/{key}", f"/tiep-nhan/{key}", data, status)
        found = re.search(r"/ho-so/(\d+)", answer.headers.get("Location", ""))
        return int(found[1]) if found else 0

    def finish(
        self, dossier_id: int, element: str, outcome: str | None, status: int = 303, **values: Any
    ) -> TestResponse:
        """Finish an open step of a dossier on its page."""
        item = next(one for one in self.office.open_steps(dossier_id) if self._mine(one, element))
        action = f"/ban-lam-viec/viec/{item.id}/hoan-thanh"
        data = {**values, **({"outcome": outcome} if outcome else {})}
        return self.press(f"/ban-lam-viec/ho-so/{dossier_id}", action, data, status)

    def deliver(self, dossier_id: int, element: str, status: int = 303, **values: Any) -> TestResponse:
        """Record the arrival of what a dossier waits for."""
        one = next(row for row in self.office.open_waits(dossier_id) if row.element == element)
        return self.press(f"/ban-lam-viec/ho-so/{dossier_id}", f"/ban-lam-viec/cho/{one.id}/da-nhan", values, status)

    def _mine(self, item: Any, element: str) -> bool:
        if item.element != element:
            return False
        page = self.get(f"/ban-lam-viec/ho-so/{item.dossier_id}").get_data(as_text=True)
        return f"/viec/{item.id}/hoan-thanh" in page


def token(page: TestResponse) -> str:
    """The anti-forgery token of a page."""
    found = re.search(r'name="csrf_token" value="([^"]+)"', page.get_data(as_text=True))
    assert found, "the page has no writing form"
    return found[1]


def text_of(answer: TestResponse) -> str:
    """What a page says, without its markup."""
    tree = html.fromstring(answer.get_data(as_text=True) or "<p></p>")
    for gone in tree.xpath("//script|//style|//nav"):
        gone.getparent().remove(gone)
    return re.sub(r"\s+", " ", tree.text_content())


def flat(values: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    """Nested answers as the names a browser posts: ``con[0].ten``, ``noi_sinh.ward``."""
    found: dict[str, Any] = {}
    for name, value in values.items():
        if isinstance(value, Mapping):
            found |= flat(value, f"{prefix}{name}.")
        elif isinstance(value, list) and value and isinstance(value[0], Mapping):
            for number, row in enumerate(value):
                found |= flat(row, f"{prefix}{name}[{number}].")
        else:
            found[f"{prefix}{name}"] = value
    return found


def pdf(name: str = "giay.pdf") -> tuple[BytesIO, str]:
    """A small PDF to upload."""
    return BytesIO(b"%PDF-1.4\n%%EOF\n"), name


def opened(url: str, folder: Path, clock: FixedClock | None = None) -> Iterator[Office]:
    """Open the office on a database that has the province and its procedures."""
    settings = Settings(
        var=folder,
        database_url=url,
        secret_key="a secret of the tests",
        demo=True,
        files=folder / "files",
        run_jobs=False,
        session_idle=timedelta(days=60),
        session_absolute=timedelta(days=60),
    )
    now = clock or FixedClock(MONDAY)
    app = create_app(settings, now)
    app.testing = True
    app.config["PROPAGATE_EXCEPTIONS"] = False
    yield Office(app, now, settings)
