"""Compression, size limits, built assets, messages over a redirect, pages of lists."""

from __future__ import annotations

import gzip
from io import BytesIO

import pytest
from flask import Flask, redirect, request
from flask.testing import FlaskClient

from admin_ui.web import assets, csrf, flash, limits, pages
from engine.text import Text

MEBIBYTE = 1024 * 1024


def test_a_page_is_compressed_for_whoever_takes_it(client: FlaskClient) -> None:
    plain = client.get("/thu-tuc")
    packed = client.get("/thu-tuc", headers={"Accept-Encoding": "gzip, deflate"})

    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert gzip.decompress(packed.data) == plain.data
    assert int(packed.headers["Content-Length"]) == len(packed.data)


def test_a_refusal_of_gzip_is_respected(client: FlaskClient) -> None:
    assert "Content-Encoding" not in client.get("/thu-tuc", headers={"Accept-Encoding": "gzip;q=0"}).headers


def test_a_number_no_row_can_have_is_no_address(app: Flask) -> None:
    app.add_url_rule("/rows/<int:number>", "row", lambda number: str(number))
    client = app.test_client()

    assert client.get(f"/rows/{limits.LARGEST_NUMBER}").status_code == 200
    assert client.get(f"/rows/{limits.LARGEST_NUMBER + 1}").status_code == 404
    assert client.get(f"/rows/{'9' * 40}").status_code == 404


def test_asking_for_the_head_of_a_page_submits_nothing(client: FlaskClient) -> None:
    for page in ("/dang-nhap", "/thu-tuc"):
        assert client.head(page).status_code == client.get(page).status_code, page
    assert (client.head("/phien").status_code, client.head("/phien").location) == (303, client.get("/phien").location)


def test_tiny_answers_are_left_alone(app: Flask) -> None:
    app.add_url_rule("/tiny", "tiny", lambda: "ít")

    answer = app.test_client().get("/tiny", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in answer.headers


def test_an_unchanged_static_file_is_not_sent_again(client: FlaskClient) -> None:
    first = client.get("/assets/mark.svg")
    again = client.get("/assets/mark.svg", headers={"If-None-Match": first.headers["ETag"]})

    assert first.status_code == 200
    assert again.status_code == 304


def test_files_outside_the_static_folder_are_not_served(client: FlaskClient) -> None:
    assert client.get("/assets/../web/csrf.py").status_code == 404
    assert client.get("/assets/%2e%2e/web/csrf.py").status_code == 404


def test_built_files_have_hashed_names_and_stay_a_year(app: Flask, monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    (tmp_path / "dist").mkdir()
    (tmp_path / "dist" / "app.abc.css").write_text("a{}")
    (tmp_path / "dist" / "manifest.json").write_text('{"app.css": "app.abc.css"}')
    monkeypatch.setattr(assets, "STATIC", tmp_path)

    with app.test_request_context("/"):
        address = assets.asset("app.css")
    assert address == "/assets/dist/app.abc.css"
    assert "immutable" in app.test_client().get(address).headers["Cache-Control"]


@pytest.fixture
def with_uploads(app: Flask) -> FlaskClient:
    app.add_url_rule("/small", "small", csrf.exempt(lambda: str(len(request.form))), methods=["POST"])
    large = limits.takes_files(csrf.exempt(lambda: str(len(request.files))))
    app.add_url_rule("/large", "large", large, methods=["POST"])
    return app.test_client()


def test_a_form_of_words_may_not_be_huge(with_uploads: FlaskClient) -> None:
    answer = with_uploads.post("/small", data={"a": "x" * 2 * MEBIBYTE})

    assert answer.status_code == 413
    assert "vượt quá giới hạn" in answer.get_data(as_text=True)


def test_a_form_may_not_have_endless_fields(with_uploads: FlaskClient) -> None:
    assert with_uploads.post("/small", data={f"f{n}": "" for n in range(3000)}).status_code in (200, 413)
    many = {f"f{n}": (BytesIO(b""), "a") for n in range(3000)}
    assert with_uploads.post("/small", data=many).status_code == 413


def test_a_view_that_takes_files_takes_more(with_uploads: FlaskClient) -> None:
    sent = {"tep": (BytesIO(b"x" * 3 * MEBIBYTE), "a.pdf")}

    assert with_uploads.post("/large", data=sent).get_data(as_text=True) == "1"


def test_a_message_survives_one_redirect_and_is_shown_once(app: Flask) -> None:
    def act() -> object:
        flash.say(Text("Đã lưu <b>", "Saved <b>"))
        return redirect("/thu-tuc")

    app.add_url_rule("/act", "act", act)
    client = app.test_client()

    client.get("/act")
    assert "Đã lưu &lt;b&gt;" in client.get("/thu-tuc").get_data(as_text=True)
    assert "Đã lưu" not in client.get("/thu-tuc").get_data(as_text=True)


def test_a_forged_message_is_not_shown(client: FlaskClient) -> None:
    client.set_cookie("loi_nhan", "W1sib2siLCJhIiwiYiJdXQ.x.y")

    assert client.get("/thu-tuc").status_code == 200


@pytest.mark.parametrize(
    ("address", "first", "last", "previous", "following"),
    [
        ("/l?q=a", 1, 10, None, "/l?q=a&trang=2"),
        ("/l?q=a&trang=3", 21, 25, "/l?q=a&trang=2", None),
        ("/l?trang=99", 21, 25, "/l?trang=2", None),
        ("/l?trang=-1", 1, 10, None, "/l?trang=2"),
        ("/l?trang=abc", 1, 10, None, "/l?trang=2"),
    ],
)
def test_lists_are_cut_into_pages(
    app: Flask, address: str, first: int, last: int, previous: str | None, following: str | None
) -> None:
    with app.test_request_context(address):
        page = pages.slice_of(list(range(25)), 10)
        assert (page.first, page.last, page.previous_url, page.next_url) == (first, last, previous, following)


def test_an_empty_list_is_one_empty_page(app: Flask) -> None:
    with app.test_request_context("/l"):
        page = pages.slice_of([], 10)
        assert (list(page.items), page.previous_url, page.next_url) == ([], None, None)
