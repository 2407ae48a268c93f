"""Writing a bundle: the files of its procedures and a manifest of hashes; the same input gives the same bytes."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Sequence
from typing import Any

from engine.procedures.sources import DIAGRAM, Sources, content_hash
from engine.publication.bundles import FORMAT, MANIFEST, VERSION, Packed

_LONG_AGO = (1980, 1, 1, 0, 0, 0)


def pack(procedures: Sequence[Packed]) -> bytes:
    """The bundle of these procedures."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        manifest = {
            "format": FORMAT,
            "format_version": VERSION,
            "procedures": [_entry(one) for one in sorted(procedures, key=lambda one: one.key)],
        }
        _write(archive, MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=2).encode())
        for one in sorted(procedures, key=lambda one: one.key):
            for path in sorted(one.sources.files):
                _write(archive, place(one.key, path), one.sources.files[path])
    return made.getvalue()


def place(key: str, path: str) -> str:
    """Where a file of a procedure stands in a bundle: as in a library folder, its tables in a folder of its own."""
    if path == DIAGRAM:
        return f"procedures_bpmn/{key}.bpmn"
    return (
        f"forms/{key}/{path.removeprefix('forms/')}" if path.startswith("forms/") else f"procedures_bpmn/{key}/{path}"
    )


def _entry(one: Packed) -> dict[str, Any]:
    return {
        "key": one.key,
        "name": one.name,
        "version": one.number,
        "decision_number": one.decision_number,
        "effective_from": one.effective_from.isoformat() if one.effective_from else None,
        "hash": one.sources.hash,
        "files": _files(one.key, one.sources),
    }


def _files(key: str, sources: Sources) -> list[dict[str, str]]:
    return [
        {"path": place(key, path), "as": path, "sha256": content_hash(sources.files[path])}
        for path in sorted(sources.files)
    ]


def _write(archive: zipfile.ZipFile, path: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(path, _LONG_AGO)
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, data)
