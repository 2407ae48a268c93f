"""A tiny procedure that asks the police by itself, its emulated partner, and the machine that makes the calls."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import func, select

from demo.dossiers import applications
from engine.bpmn import reader
from engine.connectors.emulators.agencies import police
from engine.connectors.emulators.office import EmulatedOffice
from engine.connectors.emulators.serving import Serving
from engine.connectors.models import connector_attempt, connector_call, partner
from engine.connectors.sealing import Sealer
from engine.documents.store import FileStore
from engine.dossiers import doctor
from engine.dossiers.calling import Outside, handlers
from engine.dossiers.filing import Filing
from engine.dossiers.models import dossier, history, incident
from engine.dossiers.operations import callbacks, calls_by_hand, reception, repairs, withdrawal
from engine.dossiers.operations.reception import AtCounter
from engine.organisation import accounts
from engine.organisation.policy import ONE_STOP
from engine.platform import jobs
from engine.platform.db import db, reading, transaction
from engine.platform.time import FixedClock
from engine.procedures.sources import DIAGRAM, Sources
from engine.publication.releases import publish
from tests.support.databases import application
from tests.support.desk import NOW, open_items

KEY = "hoi-cu-tru"
_FORM = {
    "type": "default",
    "schemaVersion": 19,
    "id": "to-khai",
    "components": [
        {
            "id": "ho_ten",
            "type": "textfield",
            "key": "ho_ten",
            "label": "Họ và tên",
            "validate": {"required": True},
            "properties": {"vn.routing": "true"},
        }
    ],
}
_DIAGRAM = """<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:tthc="urn:quytrinh:tthc:1"
 targetNamespace="urn:quytrinh:procedure:hoi-cu-tru"
 expressionLanguage="https://www.omg.org/spec/DMN/20191111/FEEL/">
<bpmn:error id="loi" errorCode="refused"/>
<bpmn:process id="hoi_cu_tru" name="Hỏi nơi cư trú" isExecutable="true"><bpmn:extensionElements>
<tthc:procedure key="hoi-cu-tru" field="Cư trú" level="commune" online="none" competent="receiving" form="to-khai">
<tthc:term value="5" unit="working_days" receptionHours="8"/></tthc:procedure></bpmn:extensionElements>
<bpmn:startEvent id="bat_dau"/>
<bpmn:userTask id="tiep_nhan" name="Tiếp nhận"><bpmn:extensionElements>
<tthc:step no="1" unit="receiving/one_stop" post="can_bo_mot_cua" kind="receive">
<tthc:outcome id="du" name="Nhận" produces="receipt"/></tthc:step></bpmn:extensionElements></bpmn:userTask>
<bpmn:serviceTask id="hoi" name="Hỏi công an"><bpmn:extensionElements>
<tthc:connector id="police.residence" version="1"><tthc:param name="ho_ten" value="=don.ho_ten"/>
<tthc:param name="ngay_sinh" value="2026-01-01"/>
<tthc:result variable="cu_tru" value="=response.cu_tru"/>FAILURE</tthc:connector>
</bpmn:extensionElements></bpmn:serviceTask>
BOUNDARY
<bpmn:userTask id="tra" name="Trả kết quả"><bpmn:extensionElements>
<tthc:step no="2" unit="receiving/one_stop" post="can_bo_mot_cua" kind="return"/>
</bpmn:extensionElements></bpmn:userTask>
<bpmn:endEvent id="xong"><bpmn:extensionElements><tthc:end result="granted"/></bpmn:extensionElements></bpmn:endEvent>
<bpmn:sequenceFlow id="f1" sourceRef="bat_dau" targetRef="tiep_nhan"/>
<bpmn:sequenceFlow id="f2" sourceRef="tiep_nhan" targetRef="hoi"/>
<bpmn:sequenceFlow id="f3" sourceRef="hoi" targetRef="tra"/>
<bpmn:sequenceFlow id="f4" sourceRef="tra" targetRef="xong"/>
</bpmn:process></bpmn:definitions>
"""
_CAUGHT = """<bpmn:boundaryEvent id="bi_tu_choi" attachedToRef="hoi"><bpmn:errorEventDefinition errorRef="loi"/>
</bpmn:boundaryEvent><bpmn:userTask id="xem_lai" name="Xem lại"><bpmn:extensionElements>
<tthc:step no="3" unit="receiving/one_stop" post="can_bo_mot_cua" kind="review"/>
</bpmn:extensionElements></bpmn:userTask>
<bpmn:sequenceFlow id="f5" sourceRef="bi_tu_choi" targetRef="xem_lai"/>
<bpmn:sequenceFlow id="f6" sourceRef="xem_lai" targetRef="tra"/>"""


@dataclass
class Calls:
    """The office with its partner: dossiers that call, a clock to move, jobs to run."""

    app: Flask
    files: FileStore
    police: EmulatedOffice
    serving: Serving
    clock: FixedClock = field(default_factory=lambda: FixedClock(NOW))

    @property
    def handlers(self) -> jobs.Handlers:
        return handlers(Outside(self.clock, Sealer("a secret of the tests"), random=lambda: 0.5))

    def declare(self, then: str = "incident", after: int = 3, *, caught: bool = False, leg: str = "") -> None:
        """Publish the procedure with a failure rule; ``leg`` stands beside the connector."""
        failure = f'<tthc:failure after="{after}" then="{then}"/>'
        diagram = _DIAGRAM.replace("FAILURE", failure).replace("BOUNDARY", _CAUGHT if caught else "")
        diagram = diagram.replace("</tthc:connector>", "</tthc:connector>" + leg)
        held = Sources({DIAGRAM: diagram.encode(), "forms/to-khai.json": json.dumps(_FORM).encode()})
        with transaction() as session:
            definition = reader.read(held.bpmn)
            words = {"drafted_by": "a", "approved_by": "b", "decision_number": "1", "effective_from": NOW}
            publish(session, held, definition, now=NOW, **words)

    def partner(self, **changes: Any) -> None:
        """Make the police known where they listen."""
        row = {
            "code": "police",
            "name": "Công an xã",
            "base_url": self.serving.url,
            "local": True,
            "enabled": True,
            "at_once": 4,
            "failures": 0,
        }
        with transaction() as session:
            session.execute(partner.insert().values(**{**row, **changes}))

    def receive(self, name: str = "Nguyễn Văn An") -> int:
        """Receive and accept a dossier: the call is asked for in the same transaction."""
        given = applications()["dang-ky-khai-sinh"]
        with transaction() as session:
            clerk = accounts.actor_named(session, given["counter"], NOW)
            desk = next(held.unit_id for held in clerk.holdings if held.unit_kind == ONE_STOP)
            filed = Filing(given["applicant"], {"ho_ten": name})
            return reception.receive(session, self.files, clerk, KEY, desk, filed, AtCounter("du"), self.clock())

    def run(self, rounds: int = 1, **forward: float) -> None:
        """Run what is due; ``rounds`` times, moving the clock on after each."""
        for _ in range(rounds):
            jobs.run_until_idle(self.clock, self.handlers)
            if forward:
                self.clock.forward(**forward)

    def call(self, dossier_id: int) -> Any:
        with reading() as session:
            query = select(connector_call).where(connector_call.c.dossier_id == dossier_id)
            return session.execute(query).one()

    def attempts(self, dossier_id: int) -> list[Any]:
        with reading() as session:
            mine = connector_attempt.c.call_id == connector_call.c.id
            query = select(connector_attempt).join(connector_call, mine)
            return list(session.execute(query.where(connector_call.c.dossier_id == dossier_id)))

    def unanswered(self) -> int:
        """How many calls have no answer yet."""
        with reading() as session:
            left = select(func.count()).where(connector_call.c.status != "answered")
            return session.execute(left).scalar_one()

    def open_steps(self, dossier_id: int) -> list[str]:
        with reading() as session:
            return [one.element for one in open_items(session, dossier_id)]

    def incidents(self, dossier_id: int) -> list[Any]:
        with reading() as session:
            mine = (incident.c.dossier_id == dossier_id) & incident.c.resolved_at.is_(None)
            return list(session.execute(select(incident).where(mine)))

    def told(self, dossier_id: int) -> list[str]:
        """The public lines of the history, in Vietnamese."""
        with reading() as session:
            mine = (history.c.dossier_id == dossier_id) & history.c.public
            return [row.said[0] for row in session.execute(select(history).where(mine).order_by(history.c.id))]

    def state(self, dossier_id: int) -> Any:
        with reading() as session:
            return session.execute(select(dossier).where(dossier.c.id == dossier_id)).one()

    def callback(self, number: str, body: Any) -> str:
        """The police send a genuine message."""
        with transaction() as session:
            return callbacks.arrive(session, "police", number, body, self.clock())

    def enter(self, dossier_id: int, **typed: str) -> None:
        """The chairman enters a result in the partner's place."""
        call_id = self.call(dossier_id).id
        with transaction() as session:
            boss = accounts.actor_named(session, "anbinh.chutich", NOW)
            calls_by_hand.enter(session, boss, call_id, typed, self.clock())

    def withdraw(self, dossier_id: int) -> None:
        """The applicant takes the dossier back."""
        with transaction() as session:
            withdrawal.withdraw_as_applicant(session, dossier_id, "đổi ý", self.clock())

    def retry_incident(self, dossier_id: int) -> None:
        """The chairman presses “try again” at the dossier's incident."""
        (row,) = self.incidents(dossier_id)
        with transaction() as session:
            assert repairs.retry(session, accounts.actor_named(session, "anbinh.chutich", NOW), row.id, self.clock())

    def healthy(self) -> list[Any]:
        """What the doctor finds."""
        with reading() as session:
            return doctor.examine(session, self.files)


@contextmanager
def opened(url: str, folder: Path) -> Iterator[Calls]:
    """The office on a database that has the demo province, with the police listening on loopback."""
    app = application(url)
    with app.app_context(), Serving(police(), sleep=lambda _: None) as serving:
        yield Calls(app, FileStore(folder / "files"), serving.office, serving)
        db.engine.dispose()
