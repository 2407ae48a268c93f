"""An automatic step declared by filling in a form made from the connector's descriptor, as without JavaScript."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from lxml import html

from engine.bpmn import refusals, table
from engine.bpmn.definition import Connector, ConnectorResult, Failure, Leg, Node, Param
from engine.connectors.models import connector_call
from engine.platform.db import reading
from tests.acceptance.test_declare_steps import Desk
from tests.support.office import Office

NEW = "?mo=them&o=tiep_nhan&dong=tu-dong"


@pytest.fixture
def desk(office: Office) -> Desk:
    return Desk(office)


def service(desk: Desk) -> Node:
    (found,) = [node for node in desk.definition.nodes.values() if node.kind == "service"]
    return found


def press(desk: Desk, act: str, query: str, button: str, status: int = 200, **typed: Any) -> Any:
    """Press a button inside the form; returns the page with the form."""
    page = desk.page(query)
    form = [one for one in page.forms if one.action == f"{desk.tab}/{act}"][-1]
    values: dict[str, Any] = dict(form.form_values()) | {button: "1"} | typed
    answer = desk.person.client.post(f"{desk.tab}/{act}", data=values)
    assert answer.status_code == status
    return html.fromstring(answer.get_data(as_text=True))


def fields(page: Any, act: str) -> dict[str, Any]:
    form = next(one for one in page.forms if one.action.endswith(f"/{act}") and "ten" in dict(one.form_values()))
    return dict(form.form_values())


def begin(desk: Desk, connector: str = "police.residence", **typed: Any) -> dict[str, Any]:
    page = press(desk, "them", NEW, "chon-ket-noi", **{"ket-noi": connector, "ten": "Hỏi công an", **typed})
    return fields(page, "them")


def send(desk: Desk, act: str, values: dict[str, Any], status: int = 303) -> str:
    answer = desk.person.client.post(f"{desk.tab}/{act}", data=values)
    said = " ".join(answer.get_data(as_text=True).split())
    assert answer.status_code == status, said
    return said


def test_an_analyst_declares_an_automatic_step_by_choosing(desk: Desk) -> None:
    shown = desk.page(NEW).text_content()
    assert "Công an: đăng ký thường trú" in shown and "Gửi thông tin để cơ quan công an" in shown
    typed = begin(desk)
    assert typed["ten"] == "Hỏi công an"
    assert typed["kq-cu_tru"] == "1" and typed["ten-cu_tru"] == "cu_tru"
    typed |= {"p-ho_ten": "gia-tri", "v-ho_ten": "Nguyễn Văn An", "p-ngay_sinh": "gia-tri", "v-ngay_sinh": "15/3/2020"}
    typed |= {"p-noi_thuong_tru": "o:ho_so.receiving_unit", "ten-cu_tru": "noi_o", "thu-lai": "3", "khi-hong": "wait"}
    typed.pop("kq-so_tiep_nhan")
    send(desk, "them", typed)
    node = service(desk)
    assert node.name == "Hỏi công an"
    assert node.connector == Connector(
        "police.residence",
        "1",
        params=(
            Param("ho_ten", "Nguyễn Văn An"),
            Param("ngay_sinh", "2020-03-15"),
            Param("noi_thuong_tru", "=ho_so.receiving_unit"),
        ),
        results=(ConnectorResult("noi_o", "=response.cu_tru"),),
        failure=Failure(3, "wait"),
    )
    before = desk.definition
    desk.send("sua", f"?mo=sua&o={node.id}")
    assert desk.definition == before
    assert "Công an: đăng ký thường trú" in desk.said()
    desk.quick("xoa", node.id)
    assert node.id not in desk.definition.nodes


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"p-ngay_sinh": "gia-tri", "v-ngay_sinh": "hôm qua"}, "Tham số “Ngày sinh” không nhận “hôm qua”"),
        ({"p-ho_ten": "cong-thuc", "v-ho_ten": "don."}, "Công thức của “Họ và tên” sai"),
        ({"ten-cu_tru": "nơi ở"}, "Không dùng được tên “nơi ở”"),
        ({"ten-cu_tru": "so_tiep_nhan"}, "Không dùng được tên “so_tiep_nhan”"),
        ({"r-0": "x", "rv-0": "response."}, "Công thức của kết quả “x” sai"),
    ],
)
def test_a_refusal_names_the_value_and_keeps_what_was_typed(desk: Desk, wrong: dict[str, str], said: str) -> None:
    typed = begin(desk) | {"p-ho_ten": "gia-tri", "v-ho_ten": "Người thử"} | wrong
    shown = send(desk, "them", typed, 422)
    assert said in shown
    assert all(f'value="{text}"' in shown for name, text in typed.items() if name.startswith("v-") and text)
    assert not [node for node in desk.definition.nodes.values() if node.kind == "service"]


def test_a_plain_json_service_takes_named_values_and_formulas(desk: Desk) -> None:
    typed = begin(desk, "rest") | {
        "p-partner": "gia-tri",
        "v-partner": "kho-bac",
        "p-path": "gia-tri",
        "v-path": "/tra-cuu",
        "p-method": "c:GET",
        "t-0": "query_ma",
        "p-+0": "cong-thuc",
        "v-+0": 'upper case("a")',
        "r-0": "dia_chi",
        "rv-0": "response.address",
    }
    assert "không nhận tham số “ma”" in send(desk, "them", typed | {"t-0": "ma"}, 422)
    send(desk, "them", typed)
    connector = service(desk).connector
    assert connector is not None
    assert {one.name: one.value for one in connector.params} == {
        "partner": "kho-bac",
        "path": "/tra-cuu",
        "method": "GET",
        "query_ma": '=upper case("a")',
    }
    assert ConnectorResult("dia_chi", "=response.address") in connector.results
    before = desk.definition
    desk.send("sua", f"?mo=sua&o={service(desk).id}")
    assert desk.definition == before


def test_a_sample_run_goes_to_the_emulator_and_changes_nothing(desk: Desk) -> None:
    typed = begin(desk) | {"p-ho_ten": "gia-tri", "v-ho_ten": "Nguyễn Thị Bí Mật"}
    typed |= {"p-noi_thuong_tru": "gia-tri", "v-noi_thuong_tru": "Xã Thử Nghiệm"}
    before = desk.definition
    shown = send(desk, "them", typed | {"chay-mau": "1"}, 200)
    assert "Hệ thống mô phỏng" in shown or "hệ thống mô phỏng" in shown
    run = shown[shown.index('id="chay-mau"') :]
    assert "POLICE-000001" in run and "Xã Thử Nghiệm" in run
    assert "Bí Mật" not in run and "•••" in run
    assert desk.definition == before
    with desk.office.app.app_context(), reading() as session:
        assert session.execute(connector_call.select()).first() is None


def test_a_sample_run_without_a_needed_value_says_what_the_partner_would_say(desk: Desk) -> None:
    typed = begin(desk) | {"p-ho_ten": "", "v-ho_ten": ""}
    shown = send(desk, "them", typed | {"chay-mau": "1"}, 200)
    assert "wrong_field: ho_ten" in shown


def test_another_connector_can_be_chosen_and_an_unknown_one_is_kept(desk: Desk) -> None:
    send(desk, "them", begin(desk) | {"p-ho_ten": "gia-tri", "v-ho_ten": "An"})
    query = f"?mo=sua&o={service(desk).id}"
    page = press(desk, "sua", query, "doi-ket-noi")
    assert "Bảo hiểm xã hội: cấp thẻ BHYT" in page.text_content()
    typed = fields(page, "sua") | {"ket-noi": "insurance.card", "chon-ket-noi": "1"}
    answer = desk.person.client.post(f"{desk.tab}/sua", data=typed)
    page = html.fromstring(answer.get_data(as_text=True))
    send(desk, "sua", fields(page, "sua") | {"p-ho_ten": "gia-tri", "v-ho_ten": "An"})
    connector = service(desk).connector
    assert connector is not None and connector.id == "insurance.card"
    assert "so_the" in {one.variable for one in connector.results}


def test_nothing_chosen_is_said(desk: Desk) -> None:
    page = press(desk, "them", NEW, "chon-ket-noi", 422, ten="Hỏi")
    assert "Chưa chọn kết nối" in page.text_content()


def test_refusals_are_ticked_as_branches_and_the_table_says_them(desk: Desk) -> None:
    check = desk.add("Thẩm định hồ sơ", "tiep_nhan")
    given = {"p-ho_ten": "gia-tri", "v-ho_ten": "An", "khi-hong": "error:refused"}
    typed = begin(desk) | given
    assert "Chưa có nhánh cho lỗi “refused”" in send(desk, "them", typed, 422)
    typed |= {"sau": check, "bat-refused": "1", "di-refused": "buoc:tiep_nhan"}
    send(desk, "them", typed | {"bat-wrong_field": "1", "di-wrong_field": "ket-thuc:stopped"})
    key = service(desk).id
    caught = {one.code: one.goal[0] for one in refusals.caught(desk.definition, key)}
    assert caught["refused"] == "tiep_nhan" and desk.definition.nodes[caught["wrong_field"]].end_result == "stopped"
    assert table.read(desk.definition).not_a_table == ()
    said = desk.said()
    assert "Đối tác báo “Đối tác từ chối” → quay lại bước 1" in said
    assert "Đối tác báo “Dữ liệu gửi không hợp lệ” → kết thúc, dừng giải quyết" in said
    before = desk.definition
    desk.send("sua", f"?mo=sua&o={key}")
    assert desk.definition == before
    desk.send("sua", f"?mo=sua&o={key}", **{"di-refused": "tiep", "bat-wrong_field": "", "di-wrong_field": ""})
    (left,) = refusals.caught(desk.definition, key)
    assert left.code == "refused" and left.goal == tuple(
        one.id for one in table.next_of(desk.definition, service(desk))
    )
    desk.quick("xoa", key)
    assert {node.kind for node in desk.definition.nodes.values()} == {"start", "user", "end"}


def test_an_agencys_own_time_is_a_field_of_the_form(desk: Desk) -> None:
    typed = begin(desk) | {
        "p-ho_ten": "gia-tri",
        "v-ho_ten": "An",
        "han-rieng": "2",
        "han-rieng-don-vi": "working_days",
    }
    send(desk, "them", typed)
    key = service(desk).id
    assert service(desk).leg == Leg("police", Decimal(2), "working_days")
    before = desk.definition
    desk.send("sua", f"?mo=sua&o={key}")
    assert desk.definition == before
    desk.send("sua", f"?mo=sua&o={key}", **{"han-rieng": "12", "han-rieng-don-vi": "working_hours"})
    assert service(desk).leg == Leg("police", Decimal(12), "working_hours")
    desk.send("sua", f"?mo=sua&o={key}", **{"han-rieng": ""})
    assert service(desk).leg is None
    wrong = fields(desk.page(f"?mo=sua&o={key}"), "sua") | {"han-rieng": "x"}
    assert "“x” không phải một khoảng thời gian" in send(desk, "sua", wrong, 422)
