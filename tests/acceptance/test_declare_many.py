"""Many procedures at once, clones and bundles through HTTP."""

from __future__ import annotations

import io

import pytest
from sqlalchemy import select

from engine.organisation.models import unit_version
from engine.platform.db import reading
from tests.support.declaring import KEY
from tests.support.office import Office, text_of, token

BULK = "/khai-bao/hang-loat"
BOTH = ["dang-ky-khai-sinh", "tro-cap-mot-lan"]
CHOSEN = f"{BULK}?chon={BOTH[0]}&chon={BOTH[1]}"
LAW = "Luật Hộ tịch 2014 (60/2014/QH13)"


def done(office: Office, **data: object) -> str:
    return text_of(office.person("phantich").press(CHOSEN, BULK, {"chon": BOTH, **data}, status=200))


def test_a_legal_ground_is_replaced_in_all_that_have_it_with_a_result_for_each(office: Office) -> None:
    page = done(office, viec="can-cu", cu=LAW, moi="Luật Hộ tịch 2026")
    assert "Đã làm Bản soạn số 1" in page
    assert f'<option value="{LAW}">' in office.person("phantich").get(CHOSEN).get_data(as_text=True)
    assert "Chưa làm Không có gì để thay" in page


def test_a_reorganisation_goes_into_working_copies_to_be_approved(office: Office) -> None:
    page = done(office, viec="chuc-danh", cu="van_thu", moi="chuyen_vien")
    assert "Bản soạn số 1" in page
    assert "Bản soạn số 2" in page
    publish = text_of(office.person("phantich").get("/khai-bao/soan/1/trinh-duyet"))
    assert "Chuyên viên thụ lý" in publish


def test_an_owner_is_set_at_once_and_the_catalogue_filters_by_it(office: Office) -> None:
    with office.app.app_context(), reading() as session:
        row = session.execute(select(unit_version.c.unit_id, unit_version.c.name).limit(1)).one()
    assert "Đã làm" in done(office, viec="chu-quan", don_vi=str(row.unit_id))
    page = text_of(office.person("phantich").get(f"/khai-bao/?chu_quan={row.unit_id}"))
    assert "Đăng ký khai sinh" in page
    assert "học phí" not in page.split("Danh mục thủ tục")[1]


def test_suspending_many_makes_a_proposal_for_each(office: Office) -> None:
    page = done(office, viec="suspend", ly_do="Sáp nhập xã", tu_ngay="2026-12-07")
    assert page.count("Đã làm") == 2
    assert "Chờ quyết định về hiệu lực" in text_of(office.person("pheduyet").get("/khai-bao/"))


@pytest.mark.parametrize(
    "data",
    [{"viec": "can-cu", "cu": "x"}, {"viec": "khong-co", "cu": "x", "moi": "y"}, {"viec": "bieu-mau"}],
)
def test_a_missing_answer_comes_back_with_the_chosen_procedures_kept(office: Office, data: dict[str, str]) -> None:
    analyst = office.person("phantich")
    answer = analyst.press(CHOSEN, BULK, {"chon": BOTH, **data}, status=422)
    assert "2 thủ tục đã chọn" in text_of(answer)
    office.person("anbinh.motcua").get(BULK, 403)


def test_a_procedure_is_cloned_under_a_name_of_its_own(office: Office) -> None:
    analyst, at = office.person("phantich"), f"/khai-bao/thu-tuc/{KEY}/nhan-ban"
    refused = analyst.press(at, at, {"ten": "Đăng ký khai sinh", "theo": ["steps"]}, status=422)
    assert "một tên khác" in text_of(refused)
    copy = analyst.press(at, at, {"ten": "Đăng ký khai sinh lưu động", "theo": ["steps", "forms", "documents"]})
    page = text_of(analyst.client.get(copy.headers["Location"], follow_redirects=True))
    assert "Đăng ký khai sinh lưu động" in page
    assert "Nhân bản từ" in page


def test_a_bundle_is_taken_out_looked_at_and_brought_in(office: Office) -> None:
    analyst, page = office.person("phantich"), "/khai-bao/goi"
    bundle = analyst.get(f"/khai-bao/goi/xuat?chon={BOTH[0]}&chon={BOTH[1]}").data
    data = {"csrf_token": token(analyst.get(page)), "tep": (io.BytesIO(bundle), "goi.zip")}
    looked = analyst.client.post(page, data=data, content_type="multipart/form-data")
    assert text_of(looked).count("Giống bản đã công bố") == 2
    kept = looked.get_data(as_text=True).split('name="ma_bam" value="')[1].split('"')[0]
    written = analyst.client.post(page, data={"csrf_token": token(looked), "ma_bam": kept, "ghi": "1"})
    assert written.status_code == 200
    analyst.get("/khai-bao/goi/xuat?chon=khong-co", 404)


def test_a_damaged_bundle_is_refused_on_the_same_page(office: Office) -> None:
    analyst, page = office.person("phantich"), "/khai-bao/goi"
    data = {"csrf_token": token(analyst.get(page)), "tep": (io.BytesIO(b"khong phai"), "goi.zip")}
    answer = analyst.client.post(page, data=data, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert "hỏng" in text_of(answer)
