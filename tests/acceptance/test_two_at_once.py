"""Stale tabs, double clicks and strangers: exactly one act counts, and the other reader is told."""

from __future__ import annotations

import re
import threading
from typing import Any

import pytest
from lxml import html
from sqlalchemy import func, select

from demo.dossiers import applications
from engine.dossiers.models import dossier as dossier_table
from engine.platform.db import reading
from tests.support.office import Office, Person, every_paper, flat, text_of, token

KEY = "dang-ky-khai-sinh"


def test_a_stale_tab_is_told_who_finished_the_step(office: Office) -> None:
    dossier = office.person("anbinh.motcua").receive(KEY, "du")
    item = office.open_steps(dossier)[0]
    slow = office.person("anbinh.tphh2")
    tab = slow.get(f"/ban-lam-viec/ho-so/{dossier}")
    office.person("anbinh.tphh").finish(dossier, "kiem_tra", "dat")
    answer = slow.client.post(
        f"/ban-lam-viec/viec/{item.id}/hoan-thanh", data={"csrf_token": token(tab), "outcome": "tu_choi", "ly_do": "x"}
    )
    assert answer.status_code == 409
    assert "đã được" in text_of(answer)
    assert [one.element for one in office.open_steps(dossier)] == ["ky_cap"]


@pytest.mark.any_database
def test_of_two_officers_finishing_one_step_exactly_one_wins(office: Office) -> None:
    dossier = office.person("anbinh.motcua").receive(KEY, "du")
    item = office.open_steps(dossier)[0]
    answers: list[int] = []
    ready = threading.Barrier(2)

    def finish(login: str, outcome: str) -> None:
        someone = office.person(login)
        data: dict[str, Any] = {
            "csrf_token": token(someone.get(f"/ban-lam-viec/ho-so/{dossier}")),
            "outcome": outcome,
            "ly_do": "Thiếu giấy.",
        }
        ready.wait()
        answers.append(someone.client.post(f"/ban-lam-viec/viec/{item.id}/hoan-thanh", data=data).status_code)

    for login in ("anbinh.tphh", "anbinh.tphh2"):
        office.person(login)
    both = [
        threading.Thread(target=finish, args=("anbinh.tphh", "dat")),
        threading.Thread(target=finish, args=("anbinh.tphh2", "bo_sung")),
    ]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert sorted(answers) == [303, 409]


def test_somebody_elses_dossier_does_not_exist(office: Office) -> None:
    dossier = office.person("anbinh.motcua").receive(KEY, "du")
    for stranger in ("hoalac.tphh", "sotuphap.daumoi", "phantich"):
        person = office.person(stranger)
        theirs = person.get(f"/ban-lam-viec/ho-so/{dossier}", status=404)
        nobodys = person.get("/ban-lam-viec/ho-so/999999", status=404)
        assert text_of(theirs) == text_of(nobodys)


@pytest.mark.any_database
def test_a_reception_sent_three_times_makes_one_dossier(office: Office) -> None:
    clerk, page = office.person("anbinh.motcua"), f"/tiep-nhan/{KEY}"
    shown = html.fromstring(clerk.get(page).get_data(as_text=True))
    given = applications()[KEY]
    sent = {
        **{one.get("name"): one.get("value") for one in shown.xpath("//main//form/input[@type='hidden']")},
        **flat(given["applicant"], "nop."),
        **flat(given["form"], "don."),
        "outcome": "du",
        "papers": every_paper(KEY),
    }
    answers: list[Any] = []

    def send() -> None:
        other = Person(office, "anbinh.motcua")
        other.client._cookies = clerk.client._cookies
        answers.append(other.client.post(page, data=sent))

    threads = [threading.Thread(target=send) for _ in range(3)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert [answer.status_code for answer in answers] == [303, 303, 303]
    assert len({answer.location for answer in answers}) == 1
    assert clerk.client.post(page, data=sent).location == answers[0].location
    assert "đã được ghi nhận trước đó" in text_of(clerk.get(answers[0].location))
    with office.app.app_context(), reading() as session:
        assert session.execute(select(func.count()).select_from(dossier_table)).scalar_one() == 1


def test_the_page_of_a_reception_that_failed_may_be_sent_again(office: Office) -> None:
    clerk, page = office.person("anbinh.motcua"), f"/tiep-nhan/{KEY}"
    refused = clerk.press(page, page, {"outcome": "du"}, status=422)
    once = re.search(r'name="lan_gui" value="([^"]+)"', refused.get_data(as_text=True))
    assert once
    assert clerk.receive(KEY, "du", lan_gui=once[1])


def test_a_step_of_another_post_cannot_be_finished(office: Office) -> None:
    dossier = office.person("anbinh.motcua").receive(KEY, "du")
    item = office.open_steps(dossier)[0]
    clerk = office.person("anbinh.motcua")
    data = {"csrf_token": token(clerk.get("/tiep-nhan/" + KEY)), "outcome": "dat"}
    assert clerk.client.post(f"/ban-lam-viec/viec/{item.id}/hoan-thanh", data=data).status_code == 403
    assert office.open_steps(dossier)[0].id == item.id


def test_taking_a_step_somebody_holds_names_them(office: Office) -> None:
    dossier = office.person("anbinh.motcua").receive(KEY, "du")
    item = office.open_steps(dossier)[0]
    page, action = f"/ban-lam-viec/ho-so/{dossier}", f"/ban-lam-viec/viec/{item.id}/nhan"
    other = office.person("anbinh.tphh2")
    tab = other.get(page)
    office.person("anbinh.tphh").press(page, action, {})
    answer = other.client.post(action, data={"csrf_token": token(tab)})
    assert answer.status_code == 409
