"""The interlinked procedures in the demo office: its agencies listen, its calls are made, and they call back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import select

from demo import partners
from engine.connectors import signing
from engine.connectors.emulators import agencies
from engine.connectors.emulators.emulator import OfficeEmulator
from engine.connectors.emulators.office import Behaviour, EmulatedOffice
from engine.connectors.emulators.serving import Serving
from engine.connectors.models import connector_call, partner
from engine.connectors.operations import secret
from engine.connectors.sealing import Sealer
from engine.dossiers.calling import Outside, handlers
from engine.dossiers.dossier import open_dossier
from engine.dossiers.handlers import HANDLERS
from engine.dossiers.legs.timeline import Line, legs_of
from engine.platform import jobs
from engine.platform.db import reading, transaction
from tests.support.office import Office, opened

BIRTH, DEATH = "lien-thong-khai-sinh", "lien-thong-khai-tu"
SECRET = "a secret of the tests"


@dataclass
class Interlinked:
    """The office and its agencies by code."""

    office: Office
    agencies: dict[str, EmulatedOffice]
    secrets: dict[str, str] = field(default_factory=dict)

    def behave(self, **how: Behaviour) -> None:
        """How agencies treat the next requests."""
        for code, behaviour in how.items():
            self.agencies[code].behaviour = behaviour

    def run(self, rounds: int = 1, **forward: float) -> None:
        """Run what is due; ``rounds`` times, moving the clock on after each."""
        made = {**HANDLERS, **handlers(Outside(self.office.clock, Sealer(SECRET), random=lambda: 0.5))}
        for _ in range(rounds):
            with self.office.app.app_context():
                jobs.run_until_idle(self.office.clock, made)
            if forward:
                self.office.clock.forward(**forward)

    def say(self, code: str, act: str = "") -> list[dict[str, Any]]:
        """An agency calls back, over HTTP and signed: the answers it owes, or an act of its panel."""
        emulator = OfficeEmulator(self.agencies[code], self.office.clock)
        answers = []
        for notice in emulator.notices(act):
            answers.append(self.post(code, notice.number, dict(notice.body)))
            emulator.delivered(notice)
        return answers

    def post(self, code: str, number: str, body: dict[str, Any]) -> dict[str, Any]:
        """One signed message of an agency, taken now or kept for later."""
        data = json.dumps(body, ensure_ascii=False).encode()
        headers = signing.headers(self.secrets[code], number, data, self.office.clock())
        client = self.office.app.test_client()
        answer = client.post(f"/api/doi-tac/{code}/thong-bao", data=data, headers=headers)
        assert answer.status_code in (200, 202), answer.get_data(as_text=True)
        return answer.get_json() or {}

    def legs(self, dossier_id: int) -> dict[str, Line]:
        """The legs of a dossier by element."""
        with self.office.app.app_context(), reading() as session:
            lines = legs_of(session, open_dossier(session, dossier_id), self.office.clock())
        return {line.element: line for line in lines}

    def calls(self, dossier_id: int) -> list[Any]:
        """Every call made for a dossier."""
        with self.office.app.app_context(), reading() as session:
            mine = select(connector_call).where(connector_call.c.dossier_id == dossier_id)
            return list(session.execute(mine.order_by(connector_call.c.id)))

    def born(self) -> int:
        """A birth received, verified and signed: what other agencies do is next."""
        return self.signed(BIRTH, case="thuong")

    def signed(self, key: str, **how: Any) -> int:
        """A dossier received, verified and signed."""
        dossier = self.office.person("anbinh.motcua").receive(key, "du", **how)
        self.office.person("anbinh.tphh").finish(dossier, "tham_tra", "dat", so_dang_ky="125/2026")
        self.office.person("anbinh.chutich").finish(dossier, "ky_cap", "ky")
        return dossier


@contextmanager
def interlinked(url: str, folder: Path) -> Iterator[Interlinked]:
    """The demo office with its agencies on free ports of loopback."""
    offices = {one.code: one for one in (make() for make in agencies.ALL)}
    for office in opened(url, folder):
        with ExitStack() as stack:
            serving = {code: stack.enter_context(Serving(one, sleep=lambda _: None)) for code, one in offices.items()}
            made = Interlinked(office, offices)
            with office.app.app_context():
                with transaction() as session:
                    partners.seed(session, Sealer(SECRET), office.clock())
                    for code, one in serving.items():
                        session.execute(partner.update().where(partner.c.code == code).values(base_url=one.url))
                with reading() as session:
                    made.secrets = {code: secret(session, code, "callback", Sealer(SECRET)) for code in serving}
            yield made
