"""What the hashes of the audit trail cover; pure, so that an outside verifier can be written from this file alone."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from engine.platform import canonical
from engine.platform.time import as_utc

GENESIS = bytes(32)
"""What stands before the first entry of a chain."""


def entry_hash(previous: bytes, entry: Mapping[str, Any]) -> bytes:
    """Return SHA-256 over the previous hash and the canonical JSON of what the entry says."""
    said = {
        name: entry[name] for name in ("subject_kind", "subject_id", "seq", "act", "actor", "on_behalf", "detail")
    } | {"at": spelled(entry["at"])}
    return hashlib.sha256(previous + canonical.dumps(said)).digest()


def seal_hash(previous: bytes, seal: Mapping[str, Any]) -> bytes:
    """Return SHA-256 over the previous seal and what this seal closes."""
    said = {
        "seq": seal["seq"],
        "from_id": seal["from_id"],
        "to_id": seal["to_id"],
        "subjects": seal["subjects"],
        "root": seal["root"].hex(),
        "at": spelled(seal["at"]),
    }
    return hashlib.sha256(previous + canonical.dumps(said)).digest()


def leaf(subject_kind: str, subject_id: str, seq: int, head: bytes) -> bytes:
    """Return the Merkle leaf of one chain head."""
    return hashlib.sha256(b"\x00" + canonical.dumps([subject_kind, subject_id, seq, head.hex()])).digest()


def merkle_root(leaves: Sequence[bytes]) -> bytes:
    """Return the root over the leaves in the order given; an odd one is carried up; no leaves give ``GENESIS``."""
    level = list(leaves)
    if not level:
        return GENESIS
    while len(level) > 1:
        pairs = [hashlib.sha256(b"\x01" + a + b).digest() for a, b in zip(level[::2], level[1::2], strict=False)]
        level = pairs + ([level[-1]] if len(level) % 2 else [])
    return level[0]


def spelled(at: datetime) -> str:
    """Return the one spelling of an instant that is hashed: UTC, microseconds, Z."""
    return as_utc(at).isoformat(timespec="microseconds").removesuffix("+00:00") + "Z"
