"""Suspending and abolishing through HTTP: proposed, decided by another, felt at the counter and by citizens."""

from __future__ import annotations

from datetime import timedelta

from tests.support.declaring import KEY
from tests.support.office import Office, text_of, token

AT = f"/khai-bao/thu-tuc/{KEY}/hieu-luc"
ORDER = {"loai": "suspend", "ly_do": "Chờ biểu mẫu mới", "tu_ngay": "2026-12-07", "so_quyet_dinh": ""}
DECISION = {"so_quyet_dinh": "9/QĐ-UBND", "tu_ngay": "2026-12-07"}


def suspended(office: Office) -> None:
    office.person("phantich").press(AT, f"{AT}/de-nghi", ORDER)
    office.person("pheduyet").press(AT, f"{AT}/1/duyet", DECISION)
    office.clock.set(office.clock() + timedelta(minutes=1))


def test_a_suspended_procedure_refuses_at_the_counter_and_tells_citizens_while_its_dossiers_go_on(
    office: Office,
) -> None:
    clerk = office.person("anbinh.motcua")
    dossier = clerk.receive(KEY, "du")
    suspended(office)
    refused = clerk.get(f"/tiep-nhan/{KEY}", 409)
    assert "Chờ biểu mẫu mới" in text_of(refused)
    assert "Tạm dừng tiếp nhận" in text_of(clerk.get("/tiep-nhan/"))
    assert "Chờ biểu mẫu mới" in text_of(office.citizen().get(f"/thu-tuc/{KEY}"))
    assert office.open_steps(dossier)
    clerk.get(f"/ban-lam-viec/ho-so/{dossier}")
    assert "Tạm dừng tiếp nhận" in text_of(clerk.get("/khai-bao/?tinh_trang=suspended"))


def test_reception_resumes_by_another_order(office: Office) -> None:
    suspended(office)
    office.person("phantich").press(AT, f"{AT}/de-nghi", {**ORDER, "loai": "resume"})
    office.person("pheduyet").press(AT, f"{AT}/2/duyet", DECISION)
    assert office.person("anbinh.motcua").receive(KEY, "du")


def test_an_abolished_procedure_is_gone_for_citizens_from_its_day(office: Office) -> None:
    day = {"loai": "abolish", "tu_ngay": "2026-12-10"}
    office.person("phantich").press(AT, f"{AT}/de-nghi", {**ORDER, **day})
    assert "Chờ quyết định về hiệu lực" in text_of(office.person("pheduyet").get("/khai-bao/"))
    office.person("pheduyet").press(AT, f"{AT}/1/duyet", {**DECISION, **day})
    assert office.citizen().get(f"/thu-tuc/{KEY}").status_code == 200
    office.clock.set(office.clock() + timedelta(days=4))
    assert office.citizen().get(f"/thu-tuc/{KEY}").status_code == 404
    assert "Đã bãi bỏ" in text_of(office.person("phantich").get("/khai-bao/?tinh_trang=abolished"))


def test_a_proposal_without_reason_comes_back_filled_in_and_its_author_decides_nothing(office: Office) -> None:
    analyst = office.person("phantich")
    refused = analyst.press(AT, f"{AT}/de-nghi", {**ORDER, "ly_do": " ", "so_quyet_dinh": "9/QĐ"}, status=422)
    assert "Chưa nêu lý do" in text_of(refused)
    assert 'value="9/QĐ"' in refused.get_data(as_text=True)
    page = analyst.get(AT)
    analyst.press(AT, f"{AT}/de-nghi", ORDER)
    data = {"csrf_token": token(page), **DECISION}
    assert analyst.client.post(f"{AT}/1/duyet", data=data).status_code == 403
    officer = office.person("anbinh.motcua")
    assert "Chờ biểu mẫu mới" not in text_of(officer.get(AT))


def test_an_approver_turns_a_proposal_down_and_its_author_takes_one_back(office: Office) -> None:
    analyst, approver = office.person("phantich"), office.person("pheduyet")
    analyst.press(AT, f"{AT}/de-nghi", ORDER)
    approver.press(AT, f"{AT}/1/tu-choi", {"ly_do": "Chưa cần"})
    assert "Chưa cần" in text_of(analyst.get(AT))
    analyst.press(AT, f"{AT}/de-nghi", ORDER)
    analyst.press(AT, f"{AT}/2/rut-lai", {})
    assert "Đã rút" in text_of(analyst.get(AT))
