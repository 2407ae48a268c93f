"""A partner's own description makes a step's form: kept by an administrator, filled in by an analyst."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any

import pytest

from engine.bpmn.definition import Param
from engine.connectors import signing
from engine.connectors.models import partner_setting
from engine.platform.db import reading
from tests.acceptance.test_declare_connectors import NEW, begin, fields, press, send, service
from tests.acceptance.test_declare_steps import Desk
from tests.support.office import Office, text_of
from tests.unit.connectors.test_services_by_openapi import LAND
from tests.unit.connectors.test_services_by_wsdl import WSDL

_PAGE = "/he-thong/ket-noi/doi-tac"
_KEY = "rest.openapi/land/traCuuThua"


@pytest.fixture
def desk(office: Office) -> Desk:
    return Desk(office)


def _partner(office: Office, code: str, name: str, address: str) -> Any:
    admin = office.person("quantri")
    words = {"code": code, "name": name, "base_url": address, "at_once": "4", "enabled": "1"}
    admin.press(f"{_PAGE}/moi", _PAGE, words)
    return admin


def test_an_operation_of_a_kept_document_is_chosen_like_a_connector(office: Office, desk: Desk) -> None:
    admin = _partner(office, "land", "Sở Nông nghiệp và Môi trường", "https://dat.example.vn/api")
    page = f"{_PAGE}/land"
    refused = admin.press(page, f"{page}/thong-tin", {"name": "openapi", "text": "openapi: 3.0.0"}, 422)
    assert "hãy xuất sang JSON" in text_of(refused)
    assert "openapi: 3.0.0" in refused.get_data(as_text=True)
    file = (BytesIO(json.dumps(LAND).encode()), "dat.json")
    admin.press(page, f"{page}/thong-tin", {"name": "openapi", "text": "", "file": file})
    assert "traCuuThua" in admin.get(page).get_data(as_text=True)

    assert "Sở Nông nghiệp và Môi trường: Tra cứu thửa đất" in desk.page(NEW).text_content()
    typed = begin(desk, _KEY)
    assert (typed["p-partner"], typed["p-operation"]) == ("c:land", "c:traCuuThua")
    assert typed["ten-chu.ho_ten"] == "chu_ho_ten"
    typed |= {
        "p-path_so": "gia-tri",
        "v-path_so": "12",
        "p-query_loai": "c:rut_gon",
        "p-body_chu__ho_ten": "gia-tri",
        "v-body_chu__ho_ten": "Nguyễn Văn An",
        "p-body_dien_tich": "gia-tri",
        "v-body_dien_tich": "120,5",
    }
    send(desk, "them", typed)
    node = service(desk)
    assert node.connector is not None
    assert node.connector.id == "rest.openapi"
    assert Param("operation", "traCuuThua") in node.connector.params
    assert Param("query_loai", "rut_gon") in node.connector.params
    assert Param("body_dien_tich", "120.5") in node.connector.params
    assert ("chu_ho_ten", "=response.chu.ho_ten") in [(one.variable, one.value) for one in node.connector.results]

    before = desk.definition
    desk.send("sua", f"?mo=sua&o={node.id}")
    assert desk.definition == before
    shown = press(desk, "sua", f"?mo=sua&o={node.id}", "chay-mau")
    assert fields(shown, "sua")["ket-noi"] == _KEY
    assert "T-12" in shown.text_content()


def test_wsdl_operations_and_allowed_queries_are_choices_too(office: Office, desk: Desk) -> None:
    admin = _partner(office, "tax", "Thuế tỉnh", "https://thue.example.vn/ws")
    admin.press(f"{_PAGE}/tax", f"{_PAGE}/tax/thong-tin", {"name": "wsdl", "text": WSDL})
    admin = _partner(office, "dan-cu", "Dữ liệu dân cư", "postgresql://db.example.vn/dan_cu")
    queries = {
        "ho": {
            "title": "Tra cứu hộ",
            "sql": "select so from ho where so = :so",
            "params": {"so": "text"},
            "columns": ["so"],
        }
    }
    admin.press(f"{_PAGE}/dan-cu", f"{_PAGE}/dan-cu/thong-tin", {"name": "db_queries", "text": json.dumps(queries)})
    shown = desk.page(NEW).text_content()
    assert "Thuế tỉnh: TraCuuThue" in shown
    assert "Dữ liệu dân cư: Tra cứu hộ" in shown
    typed = begin(desk, "database/dan-cu/ho")
    assert (typed["p-query"], typed["ten-row.so"]) == ("c:ho", "row_so")
    typed = begin(desk, "soap/tax/TraCuuThue")
    assert "p-in_nguoi__hoTen" in typed


def test_only_what_a_kind_of_partner_needs_is_asked_of_its_administrator(office: Office) -> None:
    admin = _partner(office, "kho", "Kho lưu trữ", "sftp://kho.example.vn/vao")
    page = text_of(admin.get(f"{_PAGE}/kho"))
    assert "Khóa máy chủ SFTP" in page
    assert "OpenAPI" not in page
    wrong = admin.press(f"{_PAGE}/kho", f"{_PAGE}/kho/thong-tin", {"name": "sftp_host_key", "text": "x"}, 422)
    assert "Không đọc được khóa máy chủ" in text_of(wrong) or "Chưa có khóa máy chủ" in text_of(wrong)
    secret = {"name": "sftp_password", "text": "bí-mật-456"}
    admin.press(f"{_PAGE}/kho", f"{_PAGE}/kho/khoa", secret)
    assert "bí-mật-456" not in admin.get(f"{_PAGE}/kho").get_data(as_text=True)
    admin.press(f"{_PAGE}/kho", f"{_PAGE}/kho/thong-tin", {"name": "sftp_user", "text": "xa"})
    admin.press(f"{_PAGE}/kho", f"{_PAGE}/kho/thong-tin", {"name": "sftp_user", "text": ""})
    with office.app.app_context(), reading() as session:
        assert session.execute(partner_setting.select()).all() == []


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b'{"ref": "x", "response": {"a": "\\ud800\\u0000"}}', 202),
        (b'{"ref": "\\u0000\\u0000"}', 422),
        (b'{"ref": "x", "response": {"a": NaN}}', 422),
        (b'{"ref": "x", "receipt": "' + b"R" * 121 + b'"}', 422),
        (b"[" * 5000, 422),
        (b'["ref"]', 422),
        (b"\xff", 422),
    ],
)
def test_an_odd_message_from_a_partner_is_kept_or_refused(office: Office, body: bytes, status: int) -> None:
    admin = _partner(office, "land", "Đất đai", "https://dat.example.vn")
    admin.press(f"{_PAGE}/land", f"{_PAGE}/land/khoa", {"name": "callback", "text": "khóa-chung"})
    headers = signing.headers("khóa-chung", "tin-1", body, office.clock())
    answer = office.app.test_client().post("/api/doi-tac/land/thong-bao", data=body, headers=headers)
    assert answer.status_code == status


@pytest.mark.parametrize(
    "address",
    ["ftp://x.vn/", "https://a:b@x.vn/", "file://may-khac/a", "file:///", "smtp://x.vn", "http://x.vn", "javascript:x"],
)
def test_an_address_nobody_can_reach_safely_is_refused(office: Office, address: str) -> None:
    admin = office.person("quantri")
    words = {"code": "xau", "name": "Xấu", "base_url": address, "at_once": "4", "enabled": "1"}
    refused = admin.press(f"{_PAGE}/moi", _PAGE, words, 422)
    assert f'value="{address}"' in refused.get_data(as_text=True)
