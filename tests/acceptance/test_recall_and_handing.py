"""Taking back one's own step, and giving work to a colleague."""

from __future__ import annotations

from tests.support.office import Office, text_of, token

KEY = "dang-ky-khai-sinh"


def test_an_officer_takes_back_the_step_just_finished(office: Office) -> None:
    dossier = office.person("anbinh.motcua").receive(KEY, "du")
    officer = office.person("anbinh.tphh")
    officer.finish(dossier, "kiem_tra", "dat", so_dang_ky="125/2026")
    page = f"/ban-lam-viec/ho-so/{dossier}"
    officer.press(page, f"{page}/thu-hoi", {})
    assert [item.element for item in office.open_steps(dossier)] == ["kiem_tra"]
    assert 'value="125/2026"' in officer.get(page).get_data(as_text=True)
    assert "Thu hồi bước" in text_of(officer.get(page))


def test_once_the_leader_signed_there_is_no_button_and_no_way(office: Office) -> None:
    dossier = office.person("anbinh.motcua").receive(KEY, "du")
    officer = office.person("anbinh.tphh")
    officer.finish(dossier, "kiem_tra", "dat")
    office.person("anbinh.chutich").finish(dossier, "ky_cap", "ky")
    page = officer.get(f"/ban-lam-viec/ho-so/{dossier}")
    assert "/thu-hoi" not in page.get_data(as_text=True)
    answer = officer.client.post(f"/ban-lam-viec/ho-so/{dossier}/thu-hoi", data={"csrf_token": token(page)})
    assert answer.status_code == 409


def test_the_leader_gives_a_step_to_one_of_two_officers(office: Office) -> None:
    dossier = office.person("anbinh.motcua").receive(KEY, "du")
    item = office.open_steps(dossier)[0]
    page, action = f"/ban-lam-viec/ho-so/{dossier}", f"/ban-lam-viec/viec/{item.id}/giao"
    leader = office.person("anbinh.chutich")
    shown = leader.get(page).get_data(as_text=True)
    assert action in shown
    person = shown.split(f'id="giao-{item.id}"')[1].split('<option value="')[1].split('"')[0]
    leader.press(page, action, {"person": person})
    assert office.open_steps(dossier)[0].person_id == int(person)


def test_nobody_gives_a_step_to_somebody_without_the_post(office: Office) -> None:
    dossier = office.person("anbinh.motcua").receive(KEY, "du")
    item = office.open_steps(dossier)[0]
    leader = office.person("anbinh.chutich")
    page = leader.get(f"/ban-lam-viec/ho-so/{dossier}")
    action = f"/ban-lam-viec/viec/{item.id}/giao"
    assert leader.client.post(action, data={"csrf_token": token(page), "person": "1"}).status_code == 422
    assert office.open_steps(dossier)[0].person_id is None
