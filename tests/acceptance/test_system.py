"""The installation as its administrator and its auditor keep it, through HTTP; and who is kept out."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.organisation.models import account, login_session
from engine.platform import jobs
from engine.platform.audit import Problem
from engine.platform.db import reading
from engine.platform.jobs import Handler
from engine.platform.jobs.models import DEAD, job
from engine.platform.time import local_day
from engine.reporting import trail
from engine.text import Text
from tests.support.office import Office, text_of, token
from tests.support.staffing import change, leave_post, take_post

KEY = "dang-ky-khai-sinh"
PAGES = ("", "/su-co", "/cong-viec", "/to-chuc", "/dang-nhap", "/kham")


@pytest.mark.parametrize(
    ("login", "page"),
    [
        ("anbinh.motcua", "/ban-lam-viec/"),
        ("phantich", "/khai-bao/"),
        ("pheduyet", "/khai-bao/"),
        ("quantri", "/he-thong"),
        ("kiemtra", "/he-thong/nhat-ky"),
    ],
)
def test_everybody_starts_where_their_work_is(office: Office, login: str, page: str) -> None:
    start = office.person(login).get("/noi-lam-viec", 303)
    assert start.headers["Location"] == page
    office.person(login).get(page)


@pytest.mark.parametrize("login", ["anbinh.chutich", "phantich", "pheduyet"])
def test_others_are_kept_out_of_the_administration(office: Office, login: str) -> None:
    person = office.person(login)
    for page in (*PAGES, "/nhat-ky"):
        person.get(f"/he-thong{page}", 403)
    given = {"csrf_token": token(person.get("/phien")), "session": "1"}
    for act in ("cong-viec/1/chay-lai", "nhat-ky/kiem-tra", "dang-nhap/ket-thuc", "kham"):
        assert person.client.post(f"/he-thong/{act}", data=given).status_code == 403, act
    assert person.client.post("/he-thong/su-co/1/thu-lai", data=given).status_code == 404
    assert office.citizen().get("/he-thong").status_code == 303


def test_an_administrator_opens_every_page_and_never_a_dossier_or_the_trail(office: Office) -> None:
    dossier = office.person("anbinh.motcua").receive(KEY, "du")
    admin = office.person("quantri")
    for page in PAGES:
        assert "Nguyễn Văn Phúc" not in text_of(admin.get(f"/he-thong{page}"))
    admin.get(f"/ban-lam-viec/ho-so/{dossier}", 404)
    admin.get("/he-thong/nhat-ky", 403)


@pytest.mark.any_database
def test_an_incident_is_tried_again_and_settled_once_its_cause_is_repaired(office: Office) -> None:
    login, post = "tanphu.tphh", "cong_chuc_tu_phap_ho_tich"
    leave_post(office, login, post)
    office.person("tanphu.motcua").receive(KEY, "du")
    admin = office.person("quantri")
    page = admin.get("/he-thong/su-co")
    assert "H88.103-261207-0001" in text_of(page)
    assert "1 sự cố chưa xử lý" in text_of(admin.get("/he-thong"))

    admin.press("/he-thong/su-co", "/he-thong/su-co/1/thu-lai", {})
    assert "vẫn chưa được" in text_of(admin.get("/he-thong/su-co"))

    take_post(office, login, post)
    admin.press("/he-thong/su-co", "/he-thong/su-co/1/thu-lai", {})
    assert "Không có sự cố nào" in text_of(admin.get("/he-thong/su-co"))
    assert "H88.103-261207-0001" in text_of(office.person(login).get("/ban-lam-viec/"))


def test_a_job_given_up_is_run_again_once_and_the_trail_says_by_whom(office: Office) -> None:
    def given_up(session: Session) -> None:
        jobs.enqueue(session, "platform.test", "platform.test/1", now=office.clock())
        session.execute(job.update().values(status=DEAD, last_error="OSError: no route", ended_at=office.clock()))

    change(office, given_up)
    admin = office.person("quantri")
    assert "OSError: no route" in text_of(admin.get("/he-thong/cong-viec"))
    given = {"csrf_token": token(admin.get("/he-thong/cong-viec"))}
    admin.press("/he-thong/cong-viec", "/he-thong/cong-viec/1/chay-lai", {})
    assert "platform.test/1" in text_of(admin.get("/he-thong/cong-viec?xem=waiting"))
    assert admin.client.post("/he-thong/cong-viec/1/chay-lai", data=given).status_code == 409
    ran: list[str] = []
    with office.app.app_context():
        jobs.run_due(office.clock, {"platform.test": Handler(settle=lambda _, one, __, ___: ran.append(one.key))})
    assert ran == ["platform.test/1"]
    assert "Chạy lại công việc" in text_of(office.person("kiemtra").get("/he-thong/nhat-ky?ai=quantri"))


def test_a_job_hours_late_tells_the_administrator_that_no_runner_is_at_work(office: Office) -> None:
    change(office, lambda session: jobs.enqueue(session, "platform.test", "platform.test/1", now=office.clock()))
    office.clock.forward(hours=1)
    assert "Bộ chạy việc có dừng không?" in text_of(office.person("quantri").get("/he-thong"))


@pytest.mark.any_database
def test_an_auditor_finds_who_did_what_and_verifies_the_trail(office: Office) -> None:
    dossier = office.person("anbinh.motcua").receive(KEY, "du")
    auditor = office.person("kiemtra")
    of_dossier = text_of(auditor.get(f"/he-thong/nhat-ky?loai=dossier&ma={dossier}"))
    assert "anbinh.motcua" in of_dossier
    assert "Đăng nhập" not in of_dossier.split("Đối tượng", 2)[-1]
    today = local_day(office.clock())
    before = auditor.get(f"/he-thong/nhat-ky?den={today - timedelta(days=1)}&ai=anbinh.motcua")
    assert "Không có mục nào" in text_of(before)
    assert "Hồ sơ" in text_of(auditor.get(f"/he-thong/nhat-ky?tu={today}&den={today}"))

    checked = auditor.press("/he-thong/nhat-ky", "/he-thong/nhat-ky/kiem-tra", {}, status=200)
    assert "Nhật ký nguyên vẹn" in text_of(checked)


def test_a_trail_that_does_not_hold_is_said_precisely(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    problem = Problem("audit.gap", "dossier:1", 3, Text("Nhật ký của dossier:1 thiếu mục số 2.", "Entry 2 is missing."))
    monkeypatch.setattr(trail, "verify", lambda session, reader: (problem,))
    checked = office.person("kiemtra").press("/he-thong/nhat-ky", "/he-thong/nhat-ky/kiem-tra", {}, status=200)
    assert "thiếu mục số 2" in text_of(checked)


def test_the_trail_is_read_page_by_page_to_its_beginning(office: Office) -> None:
    auditor, path, pages = office.person("kiemtra"), "/he-thong/nhat-ky?loai=account", 0
    met: set[str] = set()
    while path:
        page = auditor.get(path).get_data(as_text=True)
        met |= {line for line in page.split("\n") if "loai=account&amp;ma=" in line}
        after = page.partition('rel="next" href="')[2].partition('"')[0].replace("&amp;", "&")
        path, pages = after, pages + 1
    with office.app.app_context(), reading() as session:
        accounts = session.execute(select(account.c.id)).scalars().all()
    assert pages > 1
    assert len({line.partition("ma=")[2].partition('"')[0] for line in met}) == len(accounts)


@pytest.mark.parametrize("wrong", ["tu=hom-qua", "truoc=x", "truoc=" + "9" * 40, "ma=" + "9" * 500])
def test_wrong_filters_of_the_trail_are_no_crash(office: Office, wrong: str) -> None:
    office.person("kiemtra").get(f"/he-thong/nhat-ky?{wrong}")


@pytest.mark.parametrize("path", ["nhat-ky?loai=%00", "nhat-ky?%00=1", "to-chuc?ngay=%00"])
def test_a_zero_character_is_a_malformed_request(office: Office, path: str) -> None:
    office.person("kiemtra").get(f"/he-thong/{path}", 400)
    clerk = office.person("anbinh.motcua")
    clerk.get("/ban-lam-viec/?q=%00", 400)
    clerk.get("/khai-bao/thu-tuc/%00", 400)


def test_the_organisation_is_shown_as_it_was_on_any_day(office: Office) -> None:
    admin = office.person("quantri")
    today = text_of(admin.get("/he-thong/to-chuc"))
    assert "UBND xã An Bình" in today
    assert "Công chức một cửa" in today
    assert "từ 01/07/2025" in today
    leave_post(office, "anbinh.tphh", "cong_chuc_tu_phap_ho_tich")
    assert text_of(admin.get("/he-thong/to-chuc")).count("anbinh.tphh") < today.count("anbinh.tphh")
    yesterday = local_day(office.clock()) - timedelta(days=1)
    before = text_of(admin.get(f"/he-thong/to-chuc?ngay={yesterday}"))
    assert before.count("anbinh.tphh") == today.count("anbinh.tphh")
    assert "Chưa có đơn vị nào" in text_of(admin.get("/he-thong/to-chuc?ngay=2020-01-01"))
    assert "UBND xã An Bình" in text_of(office.person("kiemtra").get("/he-thong/to-chuc"))


def test_an_administrator_ends_somebody_elses_log_in(office: Office) -> None:
    officer, admin = office.person("anbinh.motcua"), office.person("quantri")
    assert "anbinh.motcua" in text_of(admin.get("/he-thong/dang-nhap?q=anbinh"))
    with office.app.app_context(), reading() as session:
        joined = login_session.join(account, account.c.id == login_session.c.account_id)
        query = select(login_session.c.id).select_from(joined).where(account.c.username == "anbinh.motcua")
        theirs = session.execute(query).scalar_one()
    admin.press("/he-thong/dang-nhap", "/he-thong/dang-nhap/ket-thuc", {"session": theirs})
    officer.get("/ban-lam-viec/", 303)
    missing = {"csrf_token": token(admin.get("/he-thong/dang-nhap")), "session": "999"}
    assert admin.client.post("/he-thong/dang-nhap/ket-thuc", data=missing).status_code == 404


def test_the_doctor_says_that_everything_holds(office: Office) -> None:
    office.person("anbinh.motcua").receive(KEY, "du")
    admin = office.person("quantri")
    assert "Mọi điều đều đúng" in text_of(admin.press("/he-thong/kham", "/he-thong/kham", {}, status=200))


def test_the_pages_speak_english_too(office: Office) -> None:
    admin = office.person("quantri")
    page = text_of(admin.client.get("/he-thong?lang=en", follow_redirects=True))
    assert "open incidents" in page
    assert "Everything holds." in text_of(admin.press("/he-thong/kham", "/he-thong/kham", {}, status=200))
