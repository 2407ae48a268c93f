"""The rehearsal tab and the people of today: which units could not do a step, settled by an appointment."""

from __future__ import annotations

from sqlalchemy import delete, select

from engine.organisation.models import assignment
from engine.platform.db import transaction
from tests.support.office import Office, text_of
from tests.support.rehearsing import begun, rehearsal


def test_a_unit_without_its_leader_is_named_on_the_tab_and_blocks_nothing(office: Office) -> None:
    analyst = office.person("phantich")
    at = begun(analyst)
    assert "Chưa có người làm" not in text_of(rehearsal(analyst, at))
    with office.app.app_context(), transaction() as session:
        leaders = assignment.c.post == "lanh_dao_ubnd_xa"
        place = session.execute(select(assignment.c.unit_id).where(leaders)).scalars().first()
        session.execute(delete(assignment).where(leaders, assignment.c.unit_id == place))
    said = text_of(rehearsal(analyst, at))
    assert "Chưa có người làm (1)" in said
    assert "“Ký Giấy khai sinh”: không ai làm được ở 1/" in said
    assert "chưa ai giữ chức danh “" in said
    assert "lanh_dao_ubnd_xa" not in said
    assert "phải sửa trước khi công bố" not in said
