"""Liên thông khai sinh – thường trú – thẻ BHYT: one dossier, three other agencies, one timeline for everybody."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from engine.connectors.emulators.office import Behaviour
from engine.connectors.emulators.saying import NEEDED, NO
from engine.platform.db import db
from tests.support.interlinked import Interlinked, interlinked
from tests.support.office import text_of, token

RETURN = {"hinh_thuc": "mot_cua", "nguoi_nhan": "Trần Văn Hậu"}
PAGE = "/tra-cuu/ho-so"


@pytest.fixture
def them(new_database: Any, tmp_path: Path) -> Iterator[Interlinked]:
    with interlinked(new_database("office"), tmp_path) as made:
        made.behave(police=Behaviour.LATE, insurance=Behaviour.LATE)
        yield made
        with made.office.app.app_context():
            assert made.office.findings() == []
            db.engine.dispose()


def owner(them: Interlinked, dossier: int) -> FlaskClient:
    row, client = them.office.row(dossier), them.office.citizen()
    client.get("/tra-cuu", query_string={"ma": row.code, "khoa": row.look_up_key})
    return client


def test_one_dossier_is_answered_by_three_agencies_and_returned_once(them: Interlinked) -> None:
    dossier = them.born()
    # three working days from Monday 09:00, parallel legs counted once
    assert them.office.row(dossier).due_at == datetime(2026, 12, 10, 2, 0, tzinfo=UTC)
    them.run()
    legs = them.legs(dossier)
    assert (legs["so_dinh_danh"].status.en, legs["so_dinh_danh"].receipt) == ("Result given", "JUSTICE-000001")
    assert [legs[key].receipt for key in ("thuong_tru", "the_bhyt")] == ["POLICE-000001", "INSURANCE-000001"]
    # what the ministry gave goes on to the police
    assert next(iter(them.agencies["police"].book.values())).sent["so_dinh_danh"] == "001326000001"
    them.office.clock.forward(hours=3)
    them.say("police", "processing")
    them.say("police")
    assert them.office.open_steps(dossier) == []
    them.say("insurance")
    clerk = them.office.person("anbinh.motcua")
    clerk.finish(dossier, "tra_ket_qua", "da_tra", **RETURN)
    row = them.office.row(dossier)
    assert (row.status, row.result, row.due["outcome"]) == ("returned", "granted", "early")
    assert all(len(office.book) == 1 for office in them.agencies.values())


def test_officer_and_applicant_read_the_same_legs_in_their_language(them: Interlinked) -> None:
    dossier = them.born()
    them.run()
    them.office.clock.forward(hours=1)
    them.say("police", "processing")
    desk = text_of(them.office.person("anbinh.motcua").get(f"/ban-lam-viec/ho-so/{dossier}"))
    client = owner(them, dossier)
    for page in (desk, text_of(client.get(PAGE))):
        assert "Các cơ quan cùng giải quyết" in page
        assert "POLICE-000001" in page and "INSURANCE-000001" in page
        assert "Cán bộ đang xác minh thông tin." in page
    page = text_of(client.get(f"{PAGE}?lang=en", follow_redirects=True))
    assert "The agencies at work on it" in page and "Receipt number" in page and "In progress" in page
    assert "Register the child's permanent residence" in page


def test_before_anything_is_sent_every_leg_has_the_date_it_is_expected_by(them: Interlinked) -> None:
    dossier = them.office.person("anbinh.motcua").receive("lien-thong-khai-sinh", "du", case="thuong")
    legs = them.legs(dossier)
    assert list(legs) == ["so_dinh_danh", "thuong_tru", "the_bhyt"]
    assert all(line.planned for line in legs.values())
    # eight hours of the commune with the ministry, then sixteen side by side
    assert legs["so_dinh_danh"].due_at == datetime(2026, 12, 8, 2, 0, tzinfo=UTC)
    assert legs["thuong_tru"].due_at == legs["the_bhyt"].due_at == them.office.row(dossier).due_at


def test_what_the_police_lack_is_asked_of_the_citizen_by_the_desk_and_sent_on_under_the_earlier_number(
    them: Interlinked,
) -> None:
    dossier = them.born()
    them.run()
    them.say("police", "supplement")
    client = owner(them, dossier)
    page = client.get(PAGE)
    assert NEEDED in text_of(page)
    leg = them.legs(dossier)["thuong_tru"]
    assert (leg.status.en, leg.holder.en if leg.holder else "") == ("Asks for a supplement", "The applicant")
    assert them.office.row(dossier).status == "supplement"
    wait = them.office.open_waits(dossier)[0]
    given = {"noi_dung": "Đã có văn bản đồng ý.", "noi_thuong_tru": "Thôn Tây, xã An Bình"}
    sent = client.post(f"{PAGE}/cho/{wait.id}", data={"csrf_token": token(page), **given})
    assert sent.status_code == 303, text_of(sent)[:800]
    them.run()
    leg = them.legs(dossier)["thuong_tru"]
    assert (leg.receipt, leg.earlier) == ("POLICE-000002", ("POLICE-000001",))
    last = list(them.agencies["police"].book.values())[-1].sent
    assert (last["so_tiep_nhan_truoc"], last["noi_thuong_tru"]) == ("POLICE-000001", "Thôn Tây, xã An Bình")
    them.say("police")
    them.say("insurance")
    assert [one.element for one in them.office.open_steps(dossier)] == ["tra_ket_qua"]


def test_a_refused_leg_is_told_by_the_desk_and_the_others_go_on(them: Interlinked) -> None:
    dossier = them.born()
    them.run()
    them.say("insurance", "refuse")
    clerk = them.office.person("anbinh.motcua")
    assert NO in text_of(clerk.get(f"/ban-lam-viec/ho-so/{dossier}"))
    assert NO in text_of(owner(them, dossier).get(PAGE))
    clerk.finish(dossier, "bao_the", "da_bao", noi_dung="Đề nghị cập nhật thông tin dân cư rồi nộp lại.")
    them.say("police")
    clerk.finish(dossier, "tra_ket_qua", "da_tra", **RETURN)
    legs = them.legs(dossier)
    assert (legs["the_bhyt"].status.en, legs["thuong_tru"].status.en) == ("Refused", "Result given")


def test_a_supplement_nobody_gives_ends_the_leg_and_not_the_dossier(them: Interlinked) -> None:
    dossier = them.born()
    them.run()
    them.say("police", "supplement")
    them.say("insurance")
    them.run(22, days=1)
    assert [one.element for one in them.office.open_steps(dossier)] == ["bao_thuong_tru"]
    assert them.office.row(dossier).ended_at is None


def test_once_the_certificate_is_signed_the_whole_can_no_longer_be_taken_back(them: Interlinked) -> None:
    dossier = them.born()
    them.run()
    them.say("police", "supplement")
    assert "Rút hồ sơ" not in text_of(owner(them, dossier).get(PAGE))
    assert (
        f"/ho-so/{dossier}/dung" not in them.office.person("anbinh.motcua").get(f"/ban-lam-viec/ho-so/{dossier}").text
    )


def test_an_agency_away_for_a_day_loses_nothing(them: Interlinked) -> None:
    them.behave(police=Behaviour.DOWN)
    dossier = them.born()
    them.run(30, hours=1)
    assert (
        "Chưa có trả lời" in them.legs(dossier)["thuong_tru"].status.vi or not them.legs(dossier)["thuong_tru"].receipt
    )
    them.behave(police=Behaviour.GOOD)
    them.run(3, hours=1)
    assert them.legs(dossier)["thuong_tru"].status.en == "Result given"
    assert len(them.agencies["police"].book) == 1


def test_messages_that_come_twice_and_out_of_order_leave_one_true_timeline(them: Interlinked) -> None:
    dossier = them.born()
    them.run()
    them.office.clock.forward(hours=1)
    them.say("police", "disorder")
    assert [one["status"] for one in them.say("police", "disorder")] == ["duplicate", "duplicate"]
    assert them.legs(dossier)["thuong_tru"].status.en == "In progress"
    them.say("police")
    late = {"ref": "POLICE-000001", "status": "dang_xu_ly", "at": them.office.clock().isoformat()}
    assert them.post("police", "after", late) == {"status": "late"}
    assert them.legs(dossier)["thuong_tru"].status.en == "Result given"
