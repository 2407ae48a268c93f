"""The rehearsal of a working copy through HTTP: coverage, stories, and what stands in the way of publication."""

from __future__ import annotations

from engine.organisation import accounts
from engine.platform.db import transaction
from engine.publication.working import operations
from engine.text import Text
from tests.support.declaring import changed
from tests.support.office import MONDAY, Office, text_of, token
from tests.support.rehearsing import begun, rehearsal

_WAIT = 'messageRef="msg_cho_bo_sung_kiem_tra">\n      <bpmn:extensionElements>\n        <tthc:wait kind="supplement"'
RUNNING = changed(_WAIT, f'{_WAIT} clock="continue"')
BROKEN = changed('kiem_tra.outcome = "tu_choi"', "kiem_tra.outcome = = 1")


def test_an_analyst_sees_every_way_a_dossier_can_go(office: Office) -> None:
    analyst = office.person("phantich")
    page = rehearsal(analyst, begun(analyst))
    said = text_of(page)
    assert "Đã đi qua" in said
    assert "Đường thông thường" in said
    assert "người nộp rút hồ sơ" in said
    assert "<svg" in page.get_data(as_text=True)


def test_what_is_found_is_accepted_by_name_before_the_copy_can_be_sent(office: Office) -> None:
    analyst = office.person("phantich")
    at = begun(analyst)
    with office.app.app_context(), transaction() as session:
        actor = accounts.actor_named(session, "phantich", MONDAY)
        operations.save(session, actor, int(at.rsplit("/", 1)[1]), 1, RUNNING, Text("Đồng hồ chạy", "Runs"), MONDAY)
    page = text_of(rehearsal(analyst, at))
    assert "thời hạn của cơ quan vẫn chạy" in page
    assert "1 điểm chưa ai chấp nhận" in text_of(analyst.get(f"{at}/trinh-duyet"))
    typed = {"csrf_token": token(analyst.get(f"{at}/dien-tap")), "lan": "2"}
    refused = analyst.client.post(f"{at}/trinh-duyet/gui", data=typed)
    assert refused.status_code == 422
    assert "1 điểm chưa ai chấp nhận" in text_of(refused)
    said = {"lan": "2", "ma": "clock_runs_while_applicant_acts", "phan_tu": "cho_bo_sung_kiem_tra"}
    analyst.press(f"{at}/dien-tap", f"{at}/dien-tap/chap-nhan", said)
    assert "Đã chấp nhận: Đồng Thị Khánh Huyền" in text_of(rehearsal(analyst, at))
    analyst.press(f"{at}/trinh-duyet", f"{at}/trinh-duyet/gui", {"lan": "2"})


def test_a_diagram_that_cannot_run_is_not_walked_and_says_why(office: Office) -> None:
    analyst = office.person("phantich")
    at = begun(analyst)
    with office.app.app_context(), transaction() as session:
        actor = accounts.actor_named(session, "phantich", MONDAY)
        operations.save(session, actor, int(at.rsplit("/", 1)[1]), 1, BROKEN, Text("Sai", "Wrong"), MONDAY)
    assert "Chưa diễn tập được" in text_of(rehearsal(analyst, at))
