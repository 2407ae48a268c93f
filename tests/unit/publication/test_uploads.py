"""What a browser may send as a procedure, and everything that is refused before it is looked at as a diagram."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

import pytest

from engine.platform.errors import AppError, Invalid, TooLarge
from engine.procedures.sources import DIAGRAM
from engine.publication.upload import Sent, read

MEGABYTE = 1024 * 1024


def bundle(*files: tuple[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return packed.getvalue()


def lying_about_its_size(data: bytes) -> bytes:
    changed = bytearray(data)
    for mark, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = changed.find(mark) + offset
        changed[at : at + 4] = (1000).to_bytes(4, "little")
    return bytes(changed)


def refused(kind: type[AppError], *files: Sent) -> AppError:
    with pytest.raises(kind) as error:
        read(files)
    assert error.value.what.vi != error.value.what.en
    return error.value


def test_a_bundle_gives_the_diagram_its_forms_and_its_tables() -> None:
    data = bundle(("a/quy-trinh.bpmn", b"<x/>"), ("a/forms/to-khai.json", b"{}"), ("phi.dmn", b"<d/>"), ("doc.md", b""))
    found = read([Sent("goi.zip", data)])
    assert set(found.files) == {DIAGRAM, "forms/to-khai.json", "phi.dmn"}


def test_a_diagram_may_come_alone_or_with_its_files_beside_it() -> None:
    assert set(read([Sent("mot-tep", b"<x/>")]).files) == {DIAGRAM}
    found = read([Sent("C:\\cua toi\\a.json", b"{}"), Sent("a.bpmn", b"<x/>"), Sent("b.dmn", b"<d/>")])
    assert set(found.files) == {DIAGRAM, "forms/a.json", "b.dmn"}


def test_nothing_chosen_is_said() -> None:
    assert "Chưa chọn" in refused(Invalid).what.vi


@pytest.mark.parametrize(
    "files",
    [
        [Sent("goi.zip", bundle(("a.txt", b"x")))],
        [Sent("goi.zip", bundle(("a.bpmn", b"x"), ("b.bpmn", b"x")))],
        [Sent("a.json", b"{}"), Sent("b.json", b"{}")],
        [Sent("a.bpmn", b"x"), Sent("b.bpmn", b"x")],
    ],
)
def test_exactly_one_diagram_is_one_procedure(files: list[Sent]) -> None:
    assert refused(Invalid, *files).where


@pytest.mark.parametrize(
    "names", [("mot/a.json", "hai/a.json"), ("a" * 101 + ".json",), ("to\nkhai.json",)], ids=["twice", "long", "odd"]
)
def test_names_that_would_collide_or_not_fit_are_refused(names: tuple[str, ...]) -> None:
    data = bundle(("x.bpmn", b"x"), *((name, b"{}") for name in names))
    refused(Invalid, Sent("goi.zip", data))


def test_a_file_of_another_kind_is_named() -> None:
    assert refused(Invalid, Sent("a.bpmn", b"x"), Sent("b.pdf", b"%PDF")).where == "b.pdf"


@pytest.mark.parametrize(
    "data",
    [
        bundle(("a.bpmn", b"0" * (60 * MEGABYTE))),
        bundle(*((f"{n}.json", b"{}") for n in range(201)), ("a.bpmn", b"x")),
        bundle(*((f"{n}.txt", b"") for n in range(3000)), ("a.bpmn", b"x")),
    ],
    ids=["ratio", "files", "list"],
)
def test_bombs_are_refused_by_what_they_say_of_themselves(data: bytes) -> None:
    assert refused(TooLarge, Sent("bom.zip", data)).where == "bom.zip"


def damaged(data: bytes) -> Iterable[bytes]:
    yield data[:40]
    yield data[:-30]
    yield bytes([*data[:60], data[60] ^ 255, *data[61:]])
    yield lying_about_its_size(bundle(("a.bpmn", b"0" * (30 * MEGABYTE))))


DAMAGED = list(damaged(bundle(("a.bpmn", b"<definitions/>" * 50))))


@pytest.mark.parametrize(
    "data", DAMAGED, ids=["cut short", "without its list", "one bit turned", "lying about its size"]
)
def test_damaged_and_lying_bundles_are_refused_without_a_crash(data: bytes) -> None:
    refused(Invalid, Sent("hong.zip", data))


def test_more_than_twenty_megabytes_are_too_much_and_so_is_a_diagram_over_two() -> None:
    assert refused(TooLarge, Sent("a.bpmn", b"x" * (20 * MEGABYTE + 1))).where == "a.bpmn"
    assert refused(TooLarge, Sent("a.bpmn", b"x" * (2 * MEGABYTE + 1))).where == "a.bpmn"
    noise = b"".join(n.to_bytes(8, "little") for n in range(300_000))
    assert refused(TooLarge, Sent("a.zip", bundle(("a.bpmn", noise)))).where == "a.zip"
