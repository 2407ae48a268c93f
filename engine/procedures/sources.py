"""The files a procedure is declared in, as one value: the diagram, its forms and its tables, hashed as a whole."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from engine.bpmn import reader
from engine.bpmn.errors import Unreadable
from engine.decisions import Model
from engine.decisions.review import models
from engine.platform.errors import Invalid, TooLarge
from engine.text import Text

MAX_FILES = 200
MAX_BYTES = 20 * 1024 * 1024
MAX_RATIO = 100


@dataclass(frozen=True)
class Sources:
    """Files of one procedure by their path: ``procedure.bpmn``, ``forms/<form>.json``, ``<table>.dmn``."""

    files: Mapping[str, bytes]

    @property
    def bpmn(self) -> bytes:
        """The diagram."""
        return self.files[DIAGRAM]

    @property
    def forms(self) -> dict[str, bytes]:
        """Form documents by form name."""
        return {PurePosixPath(p).stem: data for p, data in self.files.items() if p.startswith("forms/")}

    @property
    def tables(self) -> dict[str, bytes]:
        """Decision models by file name."""
        return {path: data for path, data in self.files.items() if path.endswith(".dmn")}

    @property
    def scenarios(self) -> bytes | None:
        """The file of scenarios, when there is one."""
        return self.files.get(SCENARIOS)

    @property
    def hash(self) -> str:
        """SHA-256 over every path and content, independent of the order the files came in."""
        whole = hashlib.sha256()
        for path in sorted(self.files):
            whole.update(f"{path}\0{content_hash(self.files[path])}\n".encode())
        return whole.hexdigest()


DIAGRAM = "procedure.bpmn"
EXAMPLES = "fees.examples"
"""Worked examples of the fees, kept beside the diagram."""
SCENARIOS = "scenarios.json"
"""Scenarios kept with the procedure; in a folder of files it stands beside the diagram as ``<key>.scenarios.json``."""


def content_hash(data: bytes) -> str:
    """The name under which one file's content is stored."""
    return hashlib.sha256(data).hexdigest()


def from_library(root: Path, key: str) -> Sources:
    """Read procedure ``key`` from a folder that holds ``procedures_bpmn/`` and ``forms/``."""
    return beside(root / "procedures_bpmn" / f"{key}.bpmn", key)


def beside(diagram: Path, key: str) -> Sources:
    """Read a diagram file, the tables and scenarios beside it and the forms of ``forms/<key>`` beside its folder."""
    files = {DIAGRAM: diagram.read_bytes()}
    folder = diagram.parent.parent / "forms" / key
    files.update({f"forms/{path.name}": path.read_bytes() for path in sorted(folder.glob("*.json"))})
    kept = diagram.parent / f"{PurePosixPath(key).name}.{SCENARIOS}"
    if kept.is_file():
        files[SCENARIOS] = kept.read_bytes()
    return Sources(files | tables_beside(diagram, key))


def tables_beside(diagram: Path, key: str) -> dict[str, bytes]:
    """The decision models of a diagram: those beside it named after its procedure, or holding a decision it asks."""
    found = {path.name: path.read_bytes() for path in sorted(diagram.parent.glob("*.dmn"))}
    try:
        definition = reader.read(diagram.read_bytes())
    except Unreadable:
        return {name: data for name, data in found.items() if name.startswith(key)}
    asked = {node.decision for node in definition.nodes.values()} | {fee.decision for fee in definition.fees}
    wanted = {name for name in found if name.startswith(key)}
    read = {name: model for name, model in models(found).items() if isinstance(model, Model)}
    wanted |= {name for name, model in read.items() if any(model.element(one) for one in asked if one)}
    used = {space for name in wanted & read.keys() for space in read[name].namespaces - {read[name].namespace}}
    wanted |= {name for name, model in read.items() if model.namespace in used}
    return {name: found[name] for name in found if name in wanted}


def from_upload(name: str, data: bytes) -> Sources:
    """Read what an analyst uploaded: one ``.bpmn`` file, or a ``.zip`` bundle of a diagram with its forms.

    Raises ``Invalid`` or ``TooLarge`` with the offending file named.
    """
    if len(data) > MAX_BYTES:
        raise TooLarge(Text(f"Tệp {name} lớn hơn 20 MB.", f"The file {name} is larger than 20 MB."))
    if zipfile.is_zipfile(io.BytesIO(data)):
        return _from_zip(name, data)
    return Sources({DIAGRAM: data})


def _from_zip(name: str, data: bytes) -> Sources:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        _refuse_bombs(name, entries)
        files = {_place(entry.filename): archive.read(entry) for entry in entries if _place(entry.filename)}
    if DIAGRAM not in files:
        raise Invalid(
            Text(f"Gói {name} không có tệp sơ đồ .bpmn.", f"The bundle {name} holds no .bpmn diagram."),
            fix=Text("Đặt đúng một tệp .bpmn trong gói.", "Put exactly one .bpmn file into the bundle."),
        )
    return Sources(files)


def _refuse_bombs(name: str, entries: list[zipfile.ZipInfo]) -> None:
    total = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if len(entries) > MAX_FILES or total > MAX_BYTES or total > MAX_RATIO * max(packed, 1):
        raise TooLarge(Text(f"Gói {name} giải nén quá lớn.", f"The bundle {name} unpacks to too much."))
    diagrams = [entry for entry in entries if entry.filename.endswith(".bpmn")]
    if len(diagrams) > 1:
        raise Invalid(
            Text(f"Gói {name} có {len(diagrams)} sơ đồ.", f"The bundle {name} holds {len(diagrams)} diagrams."),
            fix=Text("Mỗi gói chỉ chứa một thủ tục.", "One bundle carries one procedure."),
        )


def _place(path: str) -> str:
    name = PurePosixPath(path).name
    if name.endswith(".bpmn"):
        return DIAGRAM
    if name.endswith(".dmn"):
        return name
    if name == SCENARIOS or name.endswith(f".{SCENARIOS}"):
        return SCENARIOS
    if name.endswith(".json") and name != "manifest.json":
        return f"forms/{name}"
    return name if name == EXAMPLES else ""
