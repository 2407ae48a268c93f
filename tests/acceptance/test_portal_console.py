"""An administrator sees what the portal does not know, tells it again, leaves out what it refuses."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from engine.connectors.emulators.office import Behaviour
from tests.support.national import National, opened
from tests.support.office import Office, text_of

BIRTH = "dang-ky-khai-sinh"
PAGE = "/he-thong/cong-quoc-gia"


@pytest.fixture
def national(office: Office) -> Iterator[National]:
    with opened(office) as one:
        yield one


def test_what_the_portal_refuses_stops_that_dossier_alone_until_somebody_looks(national: National) -> None:
    office, clerk = national.office, national.office.person("anbinh.motcua")
    admin = office.person("quantri")
    admin.press(PAGE, f"{PAGE}/pham-vi", {"key": "*", "wanted": "on"})
    national.portal.behaviour = Behaviour.REFUSE
    stuck = clerk.receive(BIRTH, "du")
    national.run()
    national.portal.behaviour = Behaviour.GOOD
    fine = clerk.receive(BIRTH, "du")
    office.person("anbinh.tphh").finish(stuck, "kiem_tra", "dat")
    national.run()
    assert (national.sync(stuck).status, national.sync(fine).status) == ("stuck", "synced")
    shown = text_of(admin.get(PAGE))
    assert "Cổng từ chối dữ liệu" in shown
    assert "Cổng từ chối" in text_of(admin.get(f"{PAGE}/ho-so/{stuck}"))
    done = admin.press(PAGE, f"{PAGE}/ho-so", {"dossier": [stuck, fine, 999], "act": "retry"}, 200)
    assert "Hồ sơ này đã đồng bộ xong." in text_of(done)
    assert "không thuộc diện đồng bộ" in text_of(done)
    national.run()
    assert national.sync(stuck).status == "synced"
    assert national.statuses(stuck) == ["1", "2", "4"]


def test_what_is_left_out_is_never_told_and_the_rest_follows(national: National) -> None:
    national.include()
    national.portal.behaviour = Behaviour.REFUSE
    dossier = national.office.person("anbinh.motcua").receive(BIRTH, "du")
    national.run()
    national.portal.behaviour = Behaviour.GOOD
    admin = national.office.person("quantri")
    admin.press(PAGE, f"{PAGE}/ho-so", {"dossier": dossier, "act": "leave_out"}, 200)
    national.run()
    assert [one.status for one in national.events(dossier)] == ["dropped", "sent"]
    assert national.statuses(dossier) == ["2"]


def test_open_dossiers_join_later_and_one_procedure_can_stay_out(national: National) -> None:
    office, admin = national.office, national.office.person("quantri")
    before = office.person("anbinh.motcua").receive(BIRTH, "du")
    admin.press(PAGE, f"{PAGE}/pham-vi", {"key": "*", "wanted": "on"})
    admin.press(PAGE, f"{PAGE}/dang-mo", {})
    national.run()
    assert national.statuses(before) == ["2"]
    admin.press(PAGE, f"{PAGE}/pham-vi", {"key": BIRTH, "wanted": "off"})
    after = office.person("anbinh.motcua").receive(BIRTH, "du")
    assert national.sync(after) is None
    office.person("anbinh.motcua").get(PAGE, 403)
