"""In a trial the tester plays the other agency's system: it answers, takes its time, refuses, or keeps silent."""

from __future__ import annotations

from typing import Any

from lxml import html
from sqlalchemy import func, select

from engine.connectors.models import connector_attempt, connector_call
from engine.platform.db import reading
from tests.acceptance.test_trial_story import copy_of, received
from tests.support.office import Office, Person, token
from tests.support.trials import Play, begun


def with_a_call(analyst: Person, place: str, then: str) -> None:
    """Put an automatic step behind the reception, through the steps tab."""
    tab = f"{place}/buoc"
    page = html.fromstring(analyst.get(f"{tab}?mo=them&o=tiep_nhan&dong=tu-dong").get_data(as_text=True))
    typed = {**_fields(page, f"{tab}/them"), "ten": "Hỏi công an", "ket-noi": "police.residence", "chon-ket-noi": "1"}
    page = html.fromstring(analyst.client.post(f"{tab}/them", data=typed).get_data(as_text=True))
    given = {"p-ho_ten": "gia-tri", "v-ho_ten": "An", "p-ngay_sinh": "gia-tri", "v-ngay_sinh": "1/2/2020"}
    answer = analyst.client.post(f"{tab}/them", data={**_fields(page, f"{tab}/them"), **given, "khi-hong": then})
    assert answer.status_code == 303, answer.get_data(as_text=True)


def _fields(page: Any, action: str) -> dict[str, str]:
    form = next(one for one in page.forms if str(one.action or "").endswith(action))
    return dict(form.form_values())


def waiting(office: Office, then: str = "manual") -> Play:
    """A trial whose dossier waits for the police."""
    analyst = office.person("phantich")
    place = copy_of(analyst)
    with_a_call(analyst, place, then)
    play = begun(analyst, place)
    received(play)
    said = play.open("/chay-thu/1/ban-lam-viec/")
    assert "chờ hệ thống" in said and "Công an" in said
    return play


def test_the_tester_lets_the_partner_answer_and_the_dossier_goes_on(office: Office) -> None:
    play = waiting(office)
    said = play.send("/lam-thu/doi-tac", {"cach": "nhan"})
    assert "Đối tác đã tiếp nhận, chưa trả lời." in said and "(đã tiếp nhận)" in said
    said = play.send("/lam-thu/doi-tac", {"cach": "tra-loi"})
    assert "Đối tác đã trả lời (dữ liệu mẫu)." in said
    assert "chờ hệ thống" not in said
    with office.app.app_context(), reading() as session:
        for table in (connector_call, connector_attempt):
            assert session.execute(select(func.count()).select_from(table)).scalar_one() == 0


def test_silence_and_refusal_follow_the_failure_rule(office: Office) -> None:
    play = waiting(office, "manual")
    said = play.send("/lam-thu/doi-tac", {"cach": "hong"})
    assert "áp dụng cách xử lý của bước" in said and "Cần người xử lý" in said
    said = play.send("/lam-thu/doi-tac", {"cach": "tu-choi:refused"})
    assert "Đối tác đã từ chối." in said and "refused" in said
    said = play.send("/lam-thu/doi-tac", {"cach": "tra-loi"})
    assert "chờ hệ thống" not in said


def test_there_is_no_partner_to_play_outside_a_trial(office: Office) -> None:
    analyst = office.person("phantich")
    sent = {"csrf_token": token(analyst.get("/khai-bao/")), "goi": "1", "cach": "tra-loi"}
    assert analyst.client.post("/lam-thu/doi-tac", data=sent).status_code == 404
