"""Playing a way of a working copy and keeping it by name: from then on it is gone again whenever the copy changes."""

from __future__ import annotations

import re

import pytest
from lxml import html
from werkzeug.test import TestResponse

from engine.organisation import accounts
from engine.platform.db import reading, transaction
from engine.procedures.sources import SCENARIOS, Sources
from engine.publication.working import operations, queries
from engine.rehearsal.scenarios import parse
from engine.text import Text
from tests.support.office import MONDAY, Office, Person, text_of, token
from tests.support.rehearsing import begun, rehearsal

pytestmark = pytest.mark.sqlite_only


def sources(office: Office, at: str) -> Sources:
    with office.app.app_context(), reading() as session:
        actor = accounts.actor_named(session, "phantich", MONDAY)
        return queries.load(session, actor, int(at.rsplit("/", 1)[1])).sources


def save(office: Office, at: str, files: Sources) -> None:
    with office.app.app_context(), transaction() as session:
        actor, number = accounts.actor_named(session, "phantich", MONDAY), int(at.rsplit("/", 1)[1])
        seen = queries.load(session, actor, number).revision.number
        operations.save(session, actor, number, seen, files, Text("Đổi thời hạn", "A limit"), MONDAY)


def form_of(page: TestResponse, ending: str) -> tuple[str, dict[str, str]]:
    """The address and the filled-in answers of the form on a page whose address ends so; the first outcome chosen."""
    tree = html.fromstring(page.get_data(as_text=True))
    form = next(one for one in tree.xpath("//form[@method='post']") if one.get("action", "").endswith(ending))
    typed = {key: value for key, value in form.form_values() if not key.startswith("_re") or key == "_tai"}
    radios = form.xpath(".//input[@name='outcome' and @type='radio']/@value")
    if radios and "outcome" not in typed:
        typed["outcome"] = radios[0]
    return str(form.get("action")), typed


def send(person: Person, page: TestResponse, ending: str, status: int = 303, **changes: str) -> TestResponse:
    action, typed = form_of(page, ending)
    answer = person.client.post(action, data={**typed, **changes})
    assert answer.status_code == status, text_of(answer)[:1500]
    return person.get(str(answer.headers["Location"])) if status == 303 else answer


def play_to_the_end(person: Person, page: TestResponse) -> TestResponse:
    for _ in range(30):
        if "/luu" in page.get_data(as_text=True):
            return page
        page = send(person, page, "/lam")
    raise AssertionError(text_of(page)[:2000])


def kept_by_playing(person: Person, at: str, name: str, story: str = "0") -> TestResponse:
    """Open a story, play it step by step with the forms as they come filled in, keep it."""
    page = rehearsal(person, at)
    begins = {"csrf_token": token(page), "duong": story}
    answer = person.client.post(f"{at}/dien-tap/choi", data=begins)
    assert answer.status_code == 303
    page = person.get(str(answer.headers["Location"]))
    assert "người nộp hồ sơ" in text_of(page)
    page = play_to_the_end(person, send(person, page, "/nop"))
    return send(person, page, "/luu", ten=name, ten_en="The usual way")


def test_a_way_is_played_kept_and_found_otherwise_once_a_limit_changes(office: Office) -> None:
    analyst = office.person("phantich")
    at = begun(analyst)
    kept_by_playing(analyst, at, "Khai sinh đủ giấy tờ")
    assert [one.name for one in parse(sources(office, at).scenarios or b"")] == ["Khai sinh đủ giấy tờ"]
    page = text_of(rehearsal(analyst, at))
    assert "Đúng như mong đợi" in page
    assert "Cán bộ một cửa" in page or "Công chức" in page

    held = sources(office, at)
    diagram = re.sub(rb'limit="3"', b'limit="2.5"', held.bpmn, count=1)
    assert diagram != held.bpmn
    save(office, at, Sources({**held.files, "procedure.bpmn": diagram}))
    page = rehearsal(analyst, at)
    assert re.search(r"Kịch bản “Khai sinh đủ giấy tờ”: bước \d “[^”]+” mong đợi 3 giờ, nay 2,5 giờ", text_of(page))
    refused = analyst.client.post(
        f"{at}/trinh-duyet/gui", data={"csrf_token": token(page), "lan": form_of(page, "/cap-nhat")[1]["lan"]}
    )
    assert refused.status_code == 422
    assert "Kịch bản “Khai sinh đủ giấy tờ”" in text_of(refused)

    send(analyst, page, "/cap-nhat")
    page = rehearsal(analyst, at)
    assert "Đúng như mong đợi" in text_of(page)
    sent = analyst.client.post(
        f"{at}/trinh-duyet/gui", data={"csrf_token": token(page), "lan": form_of(page, "/kich-ban/xoa")[1]["lan"]}
    )
    assert sent.status_code == 303, text_of(sent)[:800]


def test_a_difference_may_be_accepted_by_name_instead(office: Office) -> None:
    analyst = office.person("phantich")
    at = begun(analyst)
    page = rehearsal(analyst, at)
    kept_at_once = analyst.client.post(
        f"{at}/dien-tap/choi", data={"csrf_token": token(page), "duong": "0", "het": "1"}
    )
    page = analyst.get(str(kept_at_once.headers["Location"]))
    send(analyst, page, "/luu", ten="Đường thường")
    held = sources(office, at)
    save(
        office,
        at,
        Sources({**held.files, "procedure.bpmn": re.sub(rb'limit="3"', b'limit="2.5"', held.bpmn, count=1)}),
    )
    page = rehearsal(analyst, at)
    accepted = send(analyst, page, "/chap-nhan")
    assert "Đã chấp nhận: Đồng Thị Khánh Huyền" in text_of(accepted)
    sent = analyst.client.post(
        f"{at}/trinh-duyet/gui", data={"csrf_token": token(page), "lan": form_of(page, "/cap-nhat")[1]["lan"]}
    )
    assert sent.status_code == 303, text_of(sent)[:800]


def test_playing_goes_back_deviates_and_stops_at_answers_a_form_refuses(office: Office) -> None:
    analyst = office.person("phantich")
    at = begun(analyst)
    page = rehearsal(analyst, at)
    answer = analyst.client.post(f"{at}/dien-tap/choi", data={"csrf_token": token(page)})
    place = str(answer.headers["Location"])
    page = analyst.get(place)
    action, typed = form_of(page, "/nop")
    text_fields = [key for key, value in typed.items() if value == "Nguyễn Văn Thử"]
    refused = analyst.client.post(action, data={**typed, text_fields[0]: ""})
    assert refused.status_code == 422
    page = send(analyst, page, "/nop")
    outcomes = html.fromstring(page.get_data(as_text=True)).xpath("//input[@name='outcome']/@value")
    page = send(analyst, page, "/lam", outcome="bo_sung" if "bo_sung" in outcomes else outcomes[-1])
    assert "người nộp hồ sơ" in text_of(page)
    page = send(analyst, page, "/lui")
    assert "Chưa có" not in text_of(page)
    assert "Vừa nộp hồ sơ" in text_of(page)
    other = office.person("pheduyet")
    assert other.client.get(place).status_code == 404
    send(analyst, page, "/bo")
    assert analyst.client.get(place).status_code == 404


def test_a_rehearsal_under_way_is_called_off_and_begun_again(office: Office) -> None:
    analyst = office.person("phantich")
    at = begun(analyst)
    page = rehearsal(analyst, at)
    csrf = token(page)
    held = sources(office, at)
    save(
        office,
        at,
        Sources({**held.files, "procedure.bpmn": held.bpmn.replace(b"</bpmn:definitions>", b"\n</bpmn:definitions>")}),
    )
    assert analyst.client.post(f"{at}/dien-tap/lai", data={"csrf_token": csrf}).status_code == 303
    assert analyst.client.post(f"{at}/dien-tap/dung", data={"csrf_token": csrf}).status_code == 303
    page = analyst.get(f"{at}/dien-tap")
    if "Diễn tập đã dừng" in text_of(page):
        assert analyst.client.post(f"{at}/dien-tap/lai", data={"csrf_token": csrf}).status_code == 303
    assert "Đã đi qua" in text_of(rehearsal(analyst, at))
    assert analyst.client.get(f"{at}/dien-tap/tien-do").get_json() == {"running": False}


def test_the_ways_are_compared_with_the_version_in_force_on_the_tab_and_before_sending(office: Office) -> None:
    analyst = office.person("phantich")
    at = begun(analyst)
    held = sources(office, at)
    save(
        office,
        at,
        Sources({**held.files, "procedure.bpmn": re.sub(rb'limit="3"', b'limit="2.5"', held.bpmn, count=1)}),
    )
    said = text_of(rehearsal(analyst, at, until="đường dài nhất"))
    assert "đường đổi thời gian" in said
    assert "đường dài nhất" in text_of(analyst.get(f"{at}/trinh-duyet"))
    assert SCENARIOS not in sources(office, at).files


def test_ways_are_ordered_by_time_and_by_rarity(office: Office) -> None:
    analyst = office.person("phantich")
    at = begun(analyst)
    longest = html.fromstring(rehearsal(analyst, at, "?xep=gio").get_data(as_text=True))
    first = longest.xpath("string(//section[@aria-labelledby='cac-duong']//ol[@class='ways']/li[1]//summary)")
    assert "2 lần" in first
    rarest = text_of(rehearsal(analyst, at, "?xep=hiem"))
    assert "nhiều ngả rẽ khác đường thông thường" in rarest
