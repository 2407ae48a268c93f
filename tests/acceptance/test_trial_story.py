"""Trying a procedure: the analyst plays every part in a space of its own, and nothing of it is ever met outside."""

from __future__ import annotations

import re

from sqlalchemy import func, select

from engine.dossiers.models import dossier, number_series
from engine.platform.audit.models import audit
from engine.platform.db import metadata, reading
from engine.procedures.models import procedure_version
from tests.support.declaring import KEY
from tests.support.office import Office, Person, text_of
from tests.support.trials import Play, begun

COUNTED = ("procedure", "procedure_version", "dossier", "work_item", "wait", "job", "number_series", "payment")


def copy_of(analyst: Person, key: str = KEY) -> str:
    at = f"/khai-bao/thu-tuc/{key}"
    return str(analyst.press(at, f"{at}/soan", {}).headers["Location"])


def finish(play: Play, outcome: str = "") -> str:
    """Finish the step that is open on the page with its sample answers."""
    offered = play.outcomes()
    chosen = outcome or (offered[0] if offered else "")
    return play.send("/hoan-thanh", {"outcome": chosen} if chosen else {})


def received(play: Play) -> str:
    """Receive the dossier as it is filled in; returns its code."""
    said = play.send(f"/tiep-nhan/{KEY}", {"outcome": "du"})
    assert "GIẤY TIẾP NHẬN HỒ SƠ" in said
    code = re.search(r"THU-[\w.]+-261207-0001", said)
    assert code, said
    return code[0]


def amounts(office: Office) -> dict[str, int]:
    """How many rows the real tables have that lists, numbers, reports and reminders are made of."""
    with office.app.app_context(), reading() as session:
        tables = (metadata.tables[name] for name in COUNTED)
        return {one.name: session.execute(select(func.count()).select_from(one)).scalar_one() for one in tables}


def test_every_part_is_played_to_the_end_and_nothing_of_it_is_real(office: Office) -> None:
    analyst = office.person("phantich")
    place, before = copy_of(analyst), amounts(office)
    play = begun(analyst, place)
    code = received(play)
    assert "Nguyễn Văn Thử" in play.open(f"/chay-thu/1/ban-lam-viec/tim?q={code}")
    parts = []
    while (said := play.turn()) is not None:
        parts.append(said.partition("Đang làm với vai: ")[2].partition(",")[0])
        assert "CHẠY THỬ" in said
        finish(play)
        assert len(parts) < 12
    assert len(set(parts)) >= 3
    assert amounts(office) == before
    assert office.dossiers() == []


def test_others_never_meet_a_trial_dossier(office: Office) -> None:
    analyst = office.person("phantich")
    play = begun(analyst, copy_of(analyst))
    code = received(play)
    clerk, auditor = office.person("anbinh.motcua"), office.person("kiemtra")
    for person in (clerk, auditor):
        assert code not in text_of(person.get(f"/ban-lam-viec/tim?q={code}"))
    for path in ("/ban-lam-viec/", "/tiep-nhan/"):
        assert "Thử" not in text_of(clerk.get(path))
    clerk.get("/chay-thu/1/ban-lam-viec/", status=403)
    assert office.citizen().get("/chay-thu/1/").status_code in (302, 303, 401)
    looked = office.citizen().get(f"/tra-cuu?ma={code}")
    assert "Nguyễn Văn Thử" not in text_of(looked)
    with office.app.app_context(), reading() as session:
        assert session.execute(select(func.count()).select_from(number_series)).scalar_one() == 0
        assert session.execute(select(func.count()).select_from(dossier)).scalar_one() == 0


def test_the_clock_goes_on_in_the_trial_only_and_what_comes_due_happens(office: Office) -> None:
    analyst = office.person("phantich")
    play = begun(analyst, copy_of(analyst))
    received(play)
    play.turn()
    assert "08/12/2026, 09:00" in play.send("/lam-thu/dong-ho", press="buoc=ngay")
    assert "15/12/2026, 09:00" in play.send("/lam-thu/dong-ho", press="buoc=tuan")
    assert "Quá" in play.open("/chay-thu/1/ban-lam-viec/")
    real = text_of(analyst.get("/khai-bao/"))
    assert "15/12/2026" not in real
    assert office.clock().day == 7


def test_a_citizen_files_online_in_the_trial_and_the_desk_has_it(office: Office) -> None:
    analyst = office.person("phantich")
    play = begun(analyst, copy_of(analyst), vai="nguoi-dan")
    assert "Người dân" in play.open("/chay-thu/1/")
    said = play.open(f"/chay-thu/1/nop-ho-so/{KEY}/nguoi-nop")
    desk = play.page.xpath('//select[@name="noi_nop"]/option[contains(., "An Bình")]/@value')[0]
    said = play.send("/nguoi-nop", {"noi_nop": desk})
    assert "Tờ khai" in said
    said = play.send("/to-khai")
    assert "Giấy" in said, said[:1500]


def test_a_trial_outlives_publication_and_is_deleted_with_a_trace(office: Office) -> None:
    analyst = office.person("phantich")
    place = copy_of(analyst)
    play = begun(analyst, place)
    code = received(play)
    file = office.settings.var / "trials" / "1.db"
    assert file.exists()
    assert "đúng bản đang soạn" in play.open(f"{place}/chay-thu")
    play.send("/chay-thu/1/vao")
    assert code in text_of(play.answer)
    play.open(f"{place}/chay-thu")
    play.send("/chay-thu/1/xoa")
    assert not file.exists()
    play.open("/chay-thu/1/ban-lam-viec/", status=404)
    with office.app.app_context(), reading() as session:
        rows = session.execute(select(audit).where(audit.c.subject_kind == "trial").order_by(audit.c.seq)).all()
        assert session.execute(select(procedure_version.c.status).distinct()).scalars().all() == ["effective"]
    assert [row.act for row in rows] == ["trial_begun", "trial_act", "trial_deleted"]
    assert {row.actor for row in rows} == {"phantich"}
    assert rows[1].on_behalf.endswith(":can_bo_mot_cua")
