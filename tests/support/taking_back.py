"""A procedure with two calls to the police, one beside a step and one behind it, for taking things back over them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import select

from demo.dossiers import applications
from engine.bpmn import reader
from engine.connectors.emulators.agencies import police
from engine.connectors.emulators.serving import Serving
from engine.connectors.models import connector_call
from engine.documents.store import FileStore
from engine.dossiers.filing import Filing
from engine.dossiers.handlers import HANDLERS
from engine.dossiers.operations import calls_by_hand, recall, reception, steps
from engine.dossiers.operations.reception import AtCounter
from engine.organisation import accounts
from engine.organisation.policy import ONE_STOP
from engine.platform import jobs
from engine.platform.db import db, reading, transaction
from engine.procedures.sources import DIAGRAM, Sources
from engine.publication.releases import publish
from tests.support import calling
from tests.support.databases import application
from tests.support.desk import NOW, open_items

KEY = "hoi-hai-lan"
CLERK = "anbinh.motcua"
_CALL = """<bpmn:serviceTask id="ID" name="NAME"><bpmn:extensionElements>
<tthc:connector id="police.residence" version="1"><tthc:param name="ho_ten" value="=don.ho_ten"/>
<tthc:param name="ngay_sinh" value="2026-01-01"/><tthc:param name="noi_thuong_tru" value="NAME"/>
<tthc:result variable="VARIABLE" value="=response.cu_tru"/>
<tthc:failure after="9" then="wait"/></tthc:connector></bpmn:extensionElements></bpmn:serviceTask>"""
_STEP = """<bpmn:userTask id="ID" name="NAME"><bpmn:extensionElements>
<tthc:step no="NO" unit="receiving/one_stop" post="can_bo_mot_cua" kind="KIND">OUTCOME</tthc:step>
</bpmn:extensionElements></bpmn:userTask>"""
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:tthc="urn:quytrinh:tthc:1"
 targetNamespace="urn:quytrinh:procedure:hoi-hai-lan"
 expressionLanguage="https://www.omg.org/spec/DMN/20191111/FEEL/">
<bpmn:process id="hoi_hai_lan" name="Hỏi hai lần" isExecutable="true"><bpmn:extensionElements>
<tthc:procedure key="hoi-hai-lan" field="Cư trú" level="commune" online="none" competent="receiving" form="to-khai">
<tthc:term value="5" unit="working_days" receptionHours="8"/></tthc:procedure></bpmn:extensionElements>
<bpmn:startEvent id="bat_dau"/><bpmn:parallelGateway id="chia"/><bpmn:parallelGateway id="gop"/>
<bpmn:boundaryEvent id="qua_lau" attachedToRef="hoi_sau"><bpmn:timerEventDefinition>
<bpmn:timeDuration>PT5H</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>
<bpmn:exclusiveGateway id="noi"/>
<bpmn:endEvent id="xong"><bpmn:extensionElements><tthc:end result="granted"/></bpmn:extensionElements></bpmn:endEvent>
"""
_FLOWS = (
    ("bat_dau", "tiep_nhan"),
    ("tiep_nhan", "chia"),
    ("chia", "hoi"),
    ("chia", "xem"),
    ("xem", "hoi_sau"),
    ("hoi_sau", "noi"),
    ("qua_lau", "noi"),
    ("noi", "gop"),
    ("hoi", "gop"),
    ("gop", "tra"),
    ("tra", "xong"),
)


def _filled(template: str, **words: str) -> str:
    for name, word in words.items():
        template = template.replace(name, word)
    return template


def diagram() -> bytes:
    """Receive; then the police are asked beside a step, and again behind it; both before the return."""
    received = '<tthc:outcome id="du" name="Nhận" produces="receipt"/>'
    parts = [
        _filled(_STEP, ID="tiep_nhan", NAME="Tiếp nhận", NO="1", KIND="receive", OUTCOME=received),
        _filled(_STEP, ID="xem", NAME="Xem xét", NO="2", KIND="review", OUTCOME=""),
        _filled(_STEP, ID="tra", NAME="Trả kết quả", NO="3", KIND="return", OUTCOME=""),
        _filled(_CALL, ID="hoi", NAME="Hỏi trước", VARIABLE="truoc"),
        _filled(_CALL, ID="hoi_sau", NAME="Hỏi sau", VARIABLE="sau"),
        *(
            f'<bpmn:sequenceFlow id="f{number}" sourceRef="{one}" targetRef="{other}"/>'
            for number, (one, other) in enumerate(_FLOWS)
        ),
    ]
    return (_HEAD + "\n".join(parts) + "</bpmn:process></bpmn:definitions>").encode()


class TakingBack(calling.Calls):
    """The office with the police, and a clerk who takes back what can be taken back."""

    def publish(self) -> None:
        """Publish the procedure."""
        held = Sources({DIAGRAM: diagram(), "forms/to-khai.json": json.dumps(calling._FORM).encode()})
        with transaction() as session:
            words: dict[str, Any] = {
                "drafted_by": "a",
                "approved_by": "b",
                "decision_number": "1",
                "effective_from": NOW,
            }
            publish(session, held, reader.read(held.bpmn), now=NOW, **words)

    def begin(self, name: str = "Nguyễn Văn An") -> int:
        """Receive and accept a dossier: “hoi” is asked for, “xem” is open."""
        given = applications()["dang-ky-khai-sinh"]
        with transaction() as session:
            clerk = accounts.actor_named(session, given["counter"], NOW)
            desk = next(held.unit_id for held in clerk.holdings if held.unit_kind == ONE_STOP)
            filed = Filing(given["applicant"], {"ho_ten": name})
            return reception.receive(session, self.files, clerk, KEY, desk, filed, AtCounter("du"), self.clock())

    def finish(self, dossier_id: int, element: str) -> None:
        """The clerk finishes a step."""
        with transaction() as session:
            (item,) = [one for one in open_items(session, dossier_id) if one.element == element]
            clerk = accounts.actor_named(session, CLERK, NOW)
            steps.complete(session, self.files, clerk, item.id, "", {}, (), self.clock())

    def recall(self, dossier_id: int) -> None:
        """The clerk takes the last step back."""
        with transaction() as session:
            recall.recall(session, accounts.actor_named(session, CLERK, NOW), dossier_id, self.clock())

    def named(self, dossier_id: int, element: str) -> Any:
        """The newest call of an element."""
        with reading() as session:
            mine = (connector_call.c.dossier_id == dossier_id) & (connector_call.c.element == element)
            query = select(connector_call).where(mine).order_by(connector_call.c.id.desc()).limit(1)
            return session.execute(query).first()

    def enter_for(self, call_id: int, **typed: str) -> None:
        """The chairman enters a result in the partner's place."""
        with transaction() as session:
            boss = accounts.actor_named(session, "anbinh.chutich", NOW)
            calls_by_hand.enter(session, boss, call_id, typed, self.clock())

    def run_everything(self) -> None:
        """Run timers and calls that are due."""
        jobs.run_until_idle(self.clock, {**HANDLERS, **self.handlers})


@contextmanager
def opened(url: str, folder: Path) -> Iterator[TakingBack]:
    """The office on a database that has the demo province, with the police listening on loopback."""
    app: Flask = application(url)
    with app.app_context(), Serving(police(), sleep=lambda _: None) as serving:
        made = TakingBack(app, FileStore(folder / "files"), serving.office, serving)
        made.publish()
        made.partner()
        yield made
        db.engine.dispose()
