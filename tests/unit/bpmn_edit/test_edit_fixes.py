"""One click puts right what is safe to put right, and the finding is gone."""

from __future__ import annotations

import pytest

from engine.bpmn.checks import check
from engine.bpmn.edit import apply, fixes
from engine.bpmn.reader import read
from engine.bpmn.vocabulary import shipped

SUPPLEMENT_FLOW = (
    'tham_dinh.outcome = "bo_sung"</bpmn:conditionExpression>',
    'tham_dinh.outcome = "khong_co"</bpmn:conditionExpression>',
)


@pytest.mark.parametrize(
    ("code", "old", "new"),
    [
        ("wait_without_auto_close", ' autoCloseAfter="15" autoCloseUnit="working_days"', ""),
        ("no_default", ' default="f_dat"', ""),
        ("end_name_missing", 'id="xong" name="Hoàn thành"', 'id="xong"'),
        ("gateway_name", ' name="Kết quả thẩm định?"', ""),
        ("step_number_twice", 'no="3"', 'no="2"'),
        ("never_accepted", ' produces="receipt"', ""),
        ("wait_without_message", ' messageRef="msg_cho_bo_sung"', ""),
        ("end_result_missing", '<tthc:end result="refused"/>', "<tthc:end/>"),
        ("outcome_unknown", *SUPPLEMENT_FLOW),
    ],
)
def test_the_finding_is_gone_after_its_fix(card: bytes, code: str, old: str, new: str) -> None:
    assert old in card.decode(), "the sample has changed"
    data = card.decode().replace(old, new).encode()
    found = [one for one in check(read(data), shipped()) if one.code == code]
    assert found
    edit = fixes(read(data), found[0])
    assert edit is not None
    after = apply(data, edit)
    assert [one for one in check(read(after), shipped()) if one.code == code] == []


def test_outcomes_nobody_tells_apart_get_the_end_their_slip_speaks_of(card: bytes) -> None:
    text = card.decode().replace(
        '<tthc:outcome id="da_tra"',
        '<tthc:outcome id="da_tra" name="x"/><tthc:outcome id="bac" produces="refusal_slip"',
    )
    data = text.encode()
    finding = next(one for one in check(read(data), shipped()) if one.code == "outcome_without_flow")
    edit = fixes(read(data), finding)
    assert edit is not None
    after = read(apply(data, edit))
    assert after.nodes["tu_choi_tra_ket_qua"].end_result == "refused"


def test_what_somebody_has_to_decide_has_no_fix(card: bytes) -> None:
    data = card.decode().replace(' post="chuyen_vien"', ' post="khong_co"').encode()
    found = [one for one in check(read(data), shipped()) if one.code == "post_unknown"]
    assert [fixes(read(data), one) for one in found] == [None] * len(found)
