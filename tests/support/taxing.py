"""The land procedure with its slip sent by a step of the machine, and the tax office on loopback."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from engine.bpmn import reader
from engine.connectors.emulators.serving import Serving
from engine.connectors.emulators.tax import TaxOffice
from engine.connectors.sealing import Sealer
from engine.dossiers.calling import Outside, handlers
from engine.dossiers.handlers import HANDLERS
from engine.platform import jobs
from engine.platform.db import transaction
from engine.procedures.sources import DIAGRAM, Sources, from_library
from engine.publication.releases import publish
from tests.support.databases import ROOT
from tests.support.office import Office
from tests.support.paying import declare, into

KEY = "dang-ky-bien-dong-dat-dai"
_FLOW = '<bpmn:sequenceFlow id="tu_re_ky_phieu_chuyen_den_cho_thue"'
_SLIP = """<bpmn:serviceTask id="gui_phieu" name="Gửi Phiếu chuyển thông tin sang cơ quan thuế">
<bpmn:extensionElements><tthc:connector id="tax.slip" version="1">
<tthc:param name="nguoi_nop" value="Người nộp"/><tthc:param name="gia_tri" value="720000000"/>
<tthc:result variable="so_tiep_nhan" value="=response.so_tiep_nhan"/><tthc:failure after="2" then="manual"/>
</tthc:connector></bpmn:extensionElements></bpmn:serviceTask>
<bpmn:sequenceFlow id="tu_gui_phieu_den_cho_thue" sourceRef="gui_phieu" targetRef="cho_thue"/>
"""


@dataclass
class Taxed:
    """What a story about the tax leg needs at hand."""

    office: Office
    tax: TaxOffice
    serving: Serving

    def run(self) -> int:
        """Make the calls and run the timers that are due."""
        outside = Outside(self.office.clock, Sealer(self.office.settings.secret_key), random=lambda: 0.5)
        with self.office.app.app_context():
            return jobs.run_until_idle(self.office.clock, {**handlers(outside), **HANDLERS}, rounds=50)

    def send(self, act: str = "", *, twice: bool = False) -> list[str]:
        """Press a button of the tax office's panel; what we answered."""
        back = into(self.office, "tax")
        return [one.said for one in back.send_all(self.tax.notices(act), twice=twice)]


def publish_with_slip(office: Office) -> None:
    """Publish the land procedure with a step that sends the slip."""
    held = from_library(ROOT, KEY)
    diagram = held.bpmn.decode()
    begin = diagram.index(_FLOW)
    end = diagram.index("/>", begin)
    changed = diagram[begin:end].replace('targetRef="cho_thue"', 'targetRef="gui_phieu"')
    diagram = diagram[:begin] + _SLIP + changed + diagram[end:]
    sources = Sources({**held.files, DIAGRAM: diagram.encode()})
    now = office.clock()
    words: dict[str, Any] = {"drafted_by": "a", "approved_by": "b", "decision_number": "2", "effective_from": now}
    with office.app.app_context(), transaction() as session:
        publish(session, sources, reader.read(sources.bpmn), now=now, **words)


@contextmanager
def opened(office: Office) -> Iterator[Taxed]:
    """Open the tax office."""
    tax = TaxOffice(office.clock)
    with Serving(tax, sleep=lambda _: None) as serving:
        declare(office, "tax", "Thuế tỉnh Minh Giang", serving.url, "khoa-thue")
        yield Taxed(office, tax, serving)
