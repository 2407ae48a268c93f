"""Beginning a working copy through HTTP, going on with it, undoing, and who may."""

from __future__ import annotations

from tests.support.declaring import KEY
from tests.support.office import Office, text_of, token

CATALOGUE = "/khai-bao/"
NEW = "/khai-bao/soan/moi"


def test_an_analyst_begins_a_new_procedure_and_finds_it_again_in_the_catalogue(office: Office) -> None:
    analyst = office.person("phantich")
    begun = analyst.press(NEW, NEW, {"ten": "Cấp thẻ thư viện", "cap": "commune"})
    assert begun.status_code == 303
    page = analyst.client.get(begun.headers["Location"], follow_redirects=True)
    assert "Cấp thẻ thư viện" in text_of(page)
    assert "Tiếp nhận" in text_of(page)
    assert "Đang soạn" in text_of(analyst.get(CATALOGUE))


def test_a_procedure_without_a_name_is_asked_for_one(office: Office) -> None:
    refused = office.person("phantich").press(NEW, NEW, {"ten": "  ", "cap": "commune"}, status=422)
    assert "Chưa nhập tên thủ tục" in text_of(refused)


def test_a_published_version_is_taken_up_once_and_then_gone_on_with(office: Office) -> None:
    analyst, at = office.person("phantich"), f"/khai-bao/thu-tuc/{KEY}"
    first = analyst.press(at, f"{at}/soan", {})
    again = analyst.press(at, f"{at}/soan", {})
    assert first.headers["Location"] == again.headers["Location"]
    assert "đang có bản soạn dở" in text_of(analyst.client.get(again.headers["Location"], follow_redirects=True))


def test_an_officer_finds_no_working_copies(office: Office) -> None:
    at = f"/khai-bao/thu-tuc/{KEY}"
    analyst = office.person("phantich")
    location = analyst.press(at, f"{at}/soan", {}).headers["Location"]
    officer = office.person("anbinh.motcua")
    officer.get(location, status=404)
    page = officer.get(CATALOGUE)
    assert "Đang soạn" not in text_of(page)
    assert officer.client.post(f"{location}/cat-di", data={"csrf_token": token(page)}).status_code == 403
