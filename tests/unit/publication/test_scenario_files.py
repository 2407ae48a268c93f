"""Scenarios among declared files: they travel whole, are checked, and their changes are told."""

from __future__ import annotations

from pathlib import Path

from engine.procedures.sources import DIAGRAM, SCENARIOS, Sources, from_library
from engine.publication import differences, upload
from engine.publication.bundles import Packed
from engine.publication.bundles.packing import pack
from engine.publication.bundles.reading import read
from engine.publication.inspection import inspect
from engine.publication.rehearsals import keeping
from engine.publication.upload import Sent

ROOT = Path(__file__).resolve().parents[3]
KEY = "dang-ky-khai-tu"
DEATH = from_library(ROOT, KEY)
NAMES = ["Khai tử đủ hồ sơ, trả Trích lục trong ngày", "Thiếu giấy tờ lúc nộp, bổ sung rồi được giải quyết"]


def shorter() -> Sources:
    """The same with another limit at the second step."""
    return Sources({**DEATH.files, DIAGRAM: DEATH.bpmn.replace(b'limit="3"', b'limit="2"', 1)})


def test_a_bundle_brings_scenarios_back_to_the_byte() -> None:
    packed = pack([Packed(KEY, "Khai tử", 1, None, None, DEATH)])
    (back,) = read("goi.zip", packed)
    assert back.sources.files == DEATH.files
    assert back.sources.scenarios == (ROOT / "procedures_bpmn" / f"{KEY}.{SCENARIOS}").read_bytes()
    assert pack([back]) == pack([Packed(KEY, "Khai tử", 1, None, None, back.sources)])


def test_scenarios_sent_beside_a_diagram_are_no_form() -> None:
    sent = upload.read([Sent("a.bpmn", DEATH.bpmn), Sent(f"{KEY}.{SCENARIOS}", DEATH.scenarios or b"")])
    assert set(sent.files) == {DIAGRAM, SCENARIOS}
    assert sent.forms == {}


def test_a_check_notes_what_comes_otherwise_and_refuses_a_file_it_cannot_read() -> None:
    assert [one for one in inspect(DEATH).findings if one.code.startswith("scenario_")] == []
    noted = [one for one in inspect(shorter()).findings if one.code.startswith("scenario_")]
    assert [(one.code, one.severity, one.element) for one in noted] == [("scenario_time", "warning", "tham_tra")] * 2
    broken = Sources({**DEATH.files, SCENARIOS: b"{}"})
    refused = [one for one in inspect(broken).findings if one.code == "scenario_unreadable"]
    assert [(one.severity, one.file) for one in refused] == [("error", SCENARIOS)]


def test_scenarios_are_put_in_and_taken_out_and_the_differences_say_so() -> None:
    fewer = keeping.without(DEATH, NAMES[0])
    assert [one.name for one in keeping.kept(fewer)] == NAMES[1:]
    assert [one.message.vi for one in differences.between(DEATH, fewer)] == [f"Bỏ kịch bản “{NAMES[0]}”."]
    assert keeping.put(fewer, keeping.kept(DEATH)[0]).hash != DEATH.hash
    assert SCENARIOS not in keeping.without(fewer, NAMES[1]).files
