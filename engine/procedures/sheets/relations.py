"""The relationships of a package part: which part an id points to."""

from __future__ import annotations

import posixpath

from engine.procedures.sheets.office_xml import parse_part
from engine.procedures.sheets.package import Package
from engine.procedures.sheets.tree import attribute, children


def targets(package: Package, part: str) -> dict[str, tuple[str, str]]:
    """Relationship id -> (last word of its type, name of the part it points to) of ``part`` ("" is the package)."""
    folder, name = posixpath.split(part)
    listing = posixpath.join(folder, "_rels", f"{name}.rels")
    if listing not in package:
        return {}
    found = {}
    for one in children(parse_part(package.part(listing)), "Relationship"):
        if (attribute(one, "TargetMode") or "") == "External":
            continue
        kind = (attribute(one, "Type") or "").rpartition("/")[2]
        target = attribute(one, "Target") or ""
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        found[attribute(one, "Id") or ""] = (kind, path)
    return found


def main_part(package: Package) -> str | None:
    """The name of the part the package is about: the Word document or the Excel workbook."""
    return next((path for kind, path in targets(package, "").values() if kind == "officeDocument"), None)
