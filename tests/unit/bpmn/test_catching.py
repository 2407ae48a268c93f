"""An error of an automatic step goes to the nearest event that waits for it."""

from __future__ import annotations

from pathlib import Path

from engine.bpmn.catching import catches
from engine.bpmn.reader import read

INTERLINKED = (Path(__file__).parents[3] / "procedures_bpmn" / "lien-thong-khai-sinh.bpmn").read_bytes()
EVENT = b'<bpmn:errorEventDefinition id="thuong_tru_tu_choi_loi" errorRef="loi_refused"/>'


def test_an_event_at_the_step_catches_its_own_code_and_no_other() -> None:
    definition = read(INTERLINKED)
    assert catches(definition, "thuong_tru", "refused")
    assert not catches(definition, "thuong_tru", "wrong_field")
    assert not catches(definition, "tiep_nhan", "refused")


def test_an_event_without_a_code_catches_every_error() -> None:
    definition = read(INTERLINKED.replace(EVENT, b'<bpmn:errorEventDefinition id="thuong_tru_tu_choi_loi"/>'))
    assert catches(definition, "thuong_tru", "wrong_field")


def test_an_event_on_the_sub_process_around_the_step_catches_too() -> None:
    nested = b"""<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL">
<bpmn:error id="loi" errorCode="refused"/>
<bpmn:process id="thu" isExecutable="true"><bpmn:startEvent id="dau"/>
<bpmn:subProcess id="trong"><bpmn:startEvent id="dau_trong"/><bpmn:serviceTask id="goi"/></bpmn:subProcess>
<bpmn:boundaryEvent id="bi_tu_choi" attachedToRef="trong"><bpmn:errorEventDefinition id="e" errorRef="loi"/>
</bpmn:boundaryEvent></bpmn:process></bpmn:definitions>"""
    assert catches(read(nested), "goi", "refused")
    assert not catches(read(nested), "goi", "wrong_field")
