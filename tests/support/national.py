"""The office with the national portal on loopback: what it is told, and what it sends."""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from engine.connectors import operations
from engine.connectors.contrib.portal import LOOK_UP, SERVICES
from engine.connectors.emulators.portal import PASSWORD, UNIT, NationalPortal
from engine.connectors.emulators.serving import Serving
from engine.connectors.reaching import Means
from engine.connectors.sealing import Sealer
from engine.documents.store import FileStore
from engine.dossiers.portal_sync import enrolment, fetching, noting, telling
from engine.dossiers.portal_sync.models import EVERY, dossier_sync, portal_event
from engine.organisation.operations.acting import By
from engine.platform import jobs
from engine.platform.db import reading, transaction
from tests.support.office import Office
from tests.support.paying import declare, into


@dataclass
class National:
    """What a story about the portal needs at hand."""

    office: Office
    portal: NationalPortal
    serving: Serving

    def run(self) -> int:
        """Tell the portal what is due."""
        means = Means(Sealer(self.office.settings.secret_key))
        files = FileStore(self.office.settings.files)
        world = telling.World(self.office.clock, means, files, random=lambda: 0.5)
        handlers = {noting.TELL: telling.handler(world), fetching.FETCH: fetching.handler(world)}
        with self.office.app.app_context():
            return jobs.run_until_idle(self.office.clock, handlers, rounds=50)

    def include(self, key: str = EVERY, wanted: bool = True) -> None:
        """Let a procedure (or all) be synchronised."""
        with self.office.app.app_context(), transaction() as session:
            enrolment.set_scope(session, By(None, self.office.clock()), key, wanted)

    def sync(self, dossier: int) -> Any:
        """The synchronisation status of a dossier; None when it is not synchronised."""
        with self.office.app.app_context(), reading() as session:
            return session.execute(select(dossier_sync).where(dossier_sync.c.dossier_id == dossier)).first()

    def events(self, dossier: int) -> list[Any]:
        """What is or was to be told of a dossier."""
        mine = select(portal_event).where(portal_event.c.dossier_id == dossier).order_by(portal_event.c.seq)
        with self.office.app.app_context(), reading() as session:
            return list(session.execute(mine))

    def held(self, dossier: int) -> dict[str, Any]:
        """The dossier as the portal has it."""
        return self.portal.dossiers[self.sync(dossier).portal_code]

    def statuses(self, dossier: int) -> list[str]:
        """The status codes of the progress the portal was told, in order."""
        return [line["TrangThai"] for line in self.portal.progress[self.sync(dossier).portal_code]]

    def look_up(self, code: str) -> Any:
        """A stranger asks the portal how far a dossier is."""
        body = json.dumps({"service": LOOK_UP, "data": [{"MaHoSo": code}]}).encode()
        request = urllib.request.Request(f"{self.serving.url}{SERVICES}", body, method="POST")
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)


@contextmanager
def opened(office: Office) -> Iterator[National]:
    """Open the portal for an office."""
    portal = NationalPortal(back=into(office, "portal"))
    with Serving(portal, sleep=lambda _: None) as serving:
        declare(office, "portal", "Cổng Dịch vụ công quốc gia", serving.url, PASSWORD)
        with office.app.app_context(), transaction() as session:
            operations.set_setting(session, By(None, office.clock()), "portal", "madonvi", UNIT)
        yield National(office, portal, serving)
