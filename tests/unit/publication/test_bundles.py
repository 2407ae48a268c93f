"""Bundles: what was packed comes back the same; whatever is damaged, changed or built to do harm is refused."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from engine.platform.errors import Invalid, TooLarge
from engine.procedures.sources import from_library
from engine.publication.bundles import Packed
from engine.publication.bundles.packing import pack
from engine.publication.bundles.reading import read

ROOT = Path(__file__).resolve().parents[3]
KEYS = ("dang-ky-khai-sinh", "tro-cap-mot-lan")
BOTH = [Packed(key, key, 1, "1/QĐ", None, from_library(ROOT, key)) for key in KEYS]


def changed(change: Callable[[dict[str, bytes]], Any]) -> bytes:
    """The bundle with something else in it."""
    with zipfile.ZipFile(io.BytesIO(pack(BOTH))) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    change(files)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return made.getvalue()


def manifest(files: dict[str, bytes], **more: Any) -> None:
    files["manifest.json"] = json.dumps({**json.loads(files["manifest.json"]), **more}).encode()


def test_what_was_packed_comes_back_and_the_same_procedures_make_the_same_bytes() -> None:
    back = read("goi.zip", pack(BOTH))
    assert [one.key for one in back] == sorted(KEYS)
    assert {one.key: one.sources.hash for one in back} == {one.key: one.sources.hash for one in BOTH}
    assert pack(BOTH) == pack([*reversed(BOTH)])


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda files: files.update({"procedures_bpmn/dang-ky-khai-sinh.bpmn": b"<x/>"}), "khác mã băm"),
        (lambda files: files.pop("forms/dang-ky-khai-sinh/to-khai.json"), "thiếu tệp"),
        (lambda files: files.pop("manifest.json"), "manifest.json"),
        (lambda files: files.update({"manifest.json": b"[]"}), "manifest.json"),
        (lambda files: files.update({"manifest.json": b"{"}), "hỏng"),
        (lambda files: manifest(files, format_version=9), "mới hơn"),
        (lambda files: manifest(files, procedures=[]), "không có thủ tục nào"),
        (lambda files: manifest(files, procedures=[{"key": "a"}]), "manifest.json"),
        (lambda files: files.update({"../../etc/cron.d/x": b"x"}), "trỏ ra ngoài"),
        (lambda files: files.update({"C:/x": b"x"}), "trỏ ra ngoài"),
        (lambda files: files.update({"forms\\..\\x": b"x"}), "trỏ ra ngoài"),
    ],
)
def test_a_bundle_that_was_changed_is_refused_with_the_reason(
    change: Callable[[dict[str, bytes]], Any], said: str
) -> None:
    with pytest.raises(Invalid) as told:
        read("goi.zip", changed(change))
    assert said in told.value.what.vi


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"khong phai zip", pack(BOTH)[:-40], pack(BOTH)[400:]])
def test_a_damaged_bundle_is_refused(data: bytes) -> None:
    with pytest.raises(Invalid) as told:
        read("goi.zip", data)
    assert told.value.where == "goi.zip"


def test_a_bomb_and_a_giant_are_refused_unopened() -> None:
    with pytest.raises(TooLarge):
        read("goi.zip", changed(lambda files: files.update({"x": b"0" * 60_000_000})))
    with pytest.raises(TooLarge):
        read("goi.zip", b"x" * (21 * 1024 * 1024))
