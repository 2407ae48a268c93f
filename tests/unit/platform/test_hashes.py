"""What the audit hashes cover, against values worked out by hand with another program."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from engine.platform import canonical
from engine.platform.audit.hashing import GENESIS, entry_hash, leaf, merkle_root

ENTRY: dict[str, Any] = {
    "subject_kind": "library_card",
    "subject_id": "7",
    "seq": 1,
    "act": "issued",
    "actor": "librarian",
    "on_behalf": None,
    "detail": {"tên": "Sách", "a": [1, 2]},
    "at": datetime(2026, 3, 2, 1, tzinfo=UTC),
}


def by_hand(previous: bytes, entry: dict[str, Any]) -> bytes:
    said = {**entry, "at": "2026-03-02T01:00:00.000000Z"}
    text = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(previous + text.encode()).digest()


def test_an_entry_hash_can_be_worked_out_with_plain_json() -> None:
    assert entry_hash(GENESIS, ENTRY) == by_hand(GENESIS, ENTRY)


def test_the_same_instant_in_another_zone_is_the_same_entry() -> None:
    hanoi = ENTRY["at"].astimezone(timezone(timedelta(hours=7)))
    assert entry_hash(GENESIS, {**ENTRY, "at": hanoi}) == entry_hash(GENESIS, ENTRY)


@pytest.mark.parametrize("field", ["subject_kind", "subject_id", "seq", "act", "actor", "on_behalf", "detail", "at"])
def test_every_field_is_covered(field: str) -> None:
    other: dict[str, Any] = {"seq": 2, "detail": {}, "at": ENTRY["at"] + timedelta(microseconds=1)}
    assert entry_hash(GENESIS, {**ENTRY, field: other.get(field, "other")}) != entry_hash(GENESIS, ENTRY)


def test_the_entry_before_is_covered() -> None:
    assert entry_hash(b"\x01" * 32, ENTRY) != entry_hash(GENESIS, ENTRY)


def node(a: bytes, b: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + a + b).digest()


def test_the_merkle_root_pairs_neighbours_and_carries_an_odd_one_up() -> None:
    a, b, c, d, e = (leaf("card", str(number), 1, GENESIS) for number in range(5))
    assert merkle_root([]) == GENESIS
    assert merkle_root([a]) == a
    assert merkle_root([a, b, c]) == node(node(a, b), c)
    assert merkle_root([a, b, c, d, e]) == node(node(node(a, b), node(c, d)), e)


def test_canonical_json_does_not_depend_on_the_order_of_keys() -> None:
    assert canonical.dumps({"b": 1, "a": 2}) == canonical.dumps({"a": 2, "b": 1}) == b'{"a":2,"b":1}'


def test_what_json_cannot_say_is_refused() -> None:
    with pytest.raises(TypeError):
        canonical.dumps({"a": {1, 2}})
