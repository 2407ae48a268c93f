"""People of the province in front of a browser, and the pages they open."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from admin_ui.web import cookies
from app import create_app
from benchmarks.crowd.organisation import MANY_POSTS, login
from benchmarks.crowd.province import Province
from benchmarks.support.servers import Database
from engine.dossiers.models import dossier
from engine.organisation import sessions
from engine.organisation.models import account
from engine.platform.db import reading, transaction
from engine.platform.settings import Settings
from engine.platform.time import FixedClock

DAY = sessions.Lifetime(timedelta(hours=10), timedelta(hours=10))
SAMPLE = 200


@dataclass(frozen=True)
class Page:
    """A page by name: who opens it, and at which address."""

    name: str
    open: Callable[[], tuple[str, str]]


class Readers:
    """The web application on a filled database, with people logged in as they are needed."""

    def __init__(self, database: Database, province: Province, clock: FixedClock) -> None:
        settings = Settings(
            var=database.folder,
            database_url=database.url,
            secret_key="a secret of the benchmarks",
            files=Path(database.folder / "files"),
            run_jobs=False,
        )
        self.app: Flask = create_app(settings, clock)
        self._clock, self._province = clock, province
        self._random = random.Random(5)
        self._clients: dict[str, FlaskClient] = {}
        with self.app.app_context():
            self._auditor = self._make_auditor()
            self._dossiers = self._sample()

    def client(self, username: str) -> FlaskClient:
        """A browser this person is logged in with."""
        if username not in self._clients:
            with self.app.app_context(), transaction() as session:
                person = session.execute(select(account.c.id).where(account.c.username == username)).scalar_one()
                token = sessions.start(
                    session, person, now=self._clock(), lifetime=DAY, address="127.0.0.1", agent="benchmark"
                )
            self._clients[username] = self.app.test_client()
            self._clients[username].set_cookie(f"__Host-{cookies.SESSION}", token, secure=True)
        return self._clients[username]

    def pages(self) -> Iterator[Page]:
        """The pages whose time is promised."""
        yield Page("inbox of one post", lambda: (self._officer(), "/ban-lam-viec/?xem=post"))
        yield Page("inbox of six posts", lambda: (self._busy(), "/ban-lam-viec/?xem=post"))
        yield Page("inbox, taken by me", lambda: (self._officer(), "/ban-lam-viec/?xem=mine"))
        yield Page("unit inbox, head of a commune", lambda: (self._head(), "/ban-lam-viec/?xem=unit"))
        yield Page("look-up by code", lambda: self._seen(lambda row: f"/ban-lam-viec/tim?q={row.code}"))
        yield Page("look-up by name", lambda: self._seen(lambda row: f"/ban-lam-viec/tim?q={row.applicant_name}"))
        yield Page("dossier page", lambda: self._seen(lambda row: f"/ban-lam-viec/ho-so/{row.id}"))
        yield Page("board of the day, commune", lambda: (self._head(), "/bao-cao/hom-nay"))
        yield Page("board of the day, province", lambda: (self._leader(), "/bao-cao/hom-nay"))
        yield Page("board of the day, everything", lambda: (self._auditor, "/bao-cao/hom-nay"))

    def _officer(self) -> str:
        return login(self._random.choice([n for n in range(200, self._province.people) if n % MANY_POSTS]))

    def _busy(self) -> str:
        return login(self._random.randrange(10, self._province.people // MANY_POSTS) * MANY_POSTS)

    def _head(self) -> str:
        heads = [place for place, unit in enumerate(self._province.units) if unit.kind == "ubnd_xa"]
        return login(self._random.choice(heads))

    def _leader(self) -> str:
        return login(len(self._province.units))

    def _seen(self, address: Callable[[Any], str]) -> tuple[str, str]:
        row = self._random.choice(self._dossiers)
        place = next(i for i, unit in enumerate(self._province.units) if unit.id == row.receiving_unit_id)
        return login(place), address(row)

    def _sample(self) -> list[Any]:
        total = self._province.rows["dossier"]
        wanted = [self._random.randrange(1, total) for _ in range(SAMPLE)]
        columns = (dossier.c.id, dossier.c.code, dossier.c.applicant_name, dossier.c.receiving_unit_id)
        query = select(*columns).where(dossier.c.id.in_(wanted))
        with reading() as session:
            return [row for row in session.execute(query) if row.code]

    def _make_auditor(self) -> str:
        with transaction() as session:
            session.execute(account.update().where(account.c.id == 1).values(roles=["auditor"]))
        return login(1)
