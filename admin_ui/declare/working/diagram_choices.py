"""The choices of the editor's side form as one JSON document: units, posts, forms with their fields, papers, words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from admin_ui.web.language import language, said
from engine.bpmn import tthc
from engine.bpmn.checks.names import DOSSIER
from engine.bpmn.edit.names import RESERVED
from engine.bpmn.vocabulary import Vocabulary
from engine.connectors import registry
from engine.forms import Form
from engine.forms.field import Field
from engine.forms.kinds.choice import Choice, ManyChoice
from engine.forms.types import type_of
from engine.publication import form_files, table_files
from engine.publication.working.queries import WorkingCopy
from engine.text import Text

_ANCHORS = {
    "receiving": Text("Cơ quan tiếp nhận", "The receiving authority"),
    "resolving": Text("Cơ quan giải quyết", "The resolving authority"),
    "parent": Text("Cơ quan cấp trên", "The authority above"),
    "province": Text("UBND tỉnh", "The provincial People's Committee"),
    "step": Text("Đơn vị đã làm bước…", "The unit that did step…"),
    "chosen": Text("Các đơn vị được chọn ở ô…", "The units chosen in field…"),
    "external": Text("Đối tác bên ngoài…", "An outside partner…"),
}
_STEP_KINDS = {
    "receive": Text("Tiếp nhận", "Receive"),
    "assign": Text("Phân công", "Assign"),
    "appraise": Text("Thẩm định, giải quyết", "Appraise"),
    "opinion": Text("Cho ý kiến", "Give an opinion"),
    "review": Text("Kiểm tra, trình", "Review"),
    "sign": Text("Ký duyệt", "Sign"),
    "register": Text("Vào sổ, đóng dấu", "Register, seal"),
    "release": Text("Phát hành, chuyển", "Release"),
    "return": Text("Trả kết quả", "Return the result"),
}
_DOSSIER = {
    "case": Text("Trường hợp", "Case"),
    "channel": Text("Kênh nộp", "Channel"),
    "applicant_kind": Text("Loại người nộp", "Kind of applicant"),
    "quantity": Text("Số lượng", "Quantity"),
    "received": Text("Thời điểm nhận", "Received at"),
    "receiving_unit": Text("Đơn vị tiếp nhận", "Receiving unit"),
    "resolving_unit": Text("Đơn vị giải quyết", "Resolving unit"),
}
_FIXED_OPTIONS = {
    "channel": {
        "counter": Text("Tại quầy", "At the counter"),
        "online": Text("Trực tuyến", "Online"),
        "post": Text("Qua bưu chính", "By post"),
    },
}


def of(copy: WorkingCopy, known: Vocabulary) -> dict[str, Any]:
    """Everything the side form offers, in the language of the page."""
    forms, _ = form_files.compiled(copy.sources.forms)
    return {
        "anchors": _named(_ANCHORS),
        "kinds": [{"code": one.code, "name": said(one.name), "level": one.level} for one in known.unit_kinds.values()],
        "posts": [{"code": p.code, "name": said(p.name), "kinds": sorted(p.kinds)} for p in known.posts.values()],
        "laneWords": {
            "kinds": {code: [one.name.vi, one.level] for code, one in known.unit_kinds.items()},
            "posts": {code: one.name.vi for code, one in known.posts.items()},
        },
        "papers": _named(known.form_roles),
        "stepKinds": [{"code": code, "name": said(_STEP_KINDS.get(code, Text(code, code)))} for code in _kinds(known)],
        "forms": {name: _form(forms[name]) if name in forms else _broken(name) for name in sorted(copy.sources.forms)},
        "dossier": [_dossier(key) for key in DOSSIER],
        "connectors": registry.as_choices(language()),
        "decisions": sorted(table_files.decisions(copy.sources.tables)),
        "retired": sorted(copy.retired),
        "reserved": sorted(RESERVED),
        "id": tthc.ID,
    }


def _kinds(known: Vocabulary) -> Iterable[str]:
    return known.step_kinds or tuple(_STEP_KINDS)


def _named(words: Any) -> list[dict[str, str]]:
    return [{"code": code, "name": said(name)} for code, name in words.items()]


def _form(form: Form) -> dict[str, Any]:
    """A form with those of its fields that conditions may read."""
    routed = [field for field in form.top if field.key in form.routing_keys]
    return {"title": said(form.title) or form.name, "fields": [_field(field) for field in routed]}


def _broken(name: str) -> dict[str, Any]:
    return {"title": name, "fields": []}


def _field(field: Field) -> dict[str, Any]:
    options = field.options if isinstance(field, Choice) else ()
    return {
        "key": field.key,
        "name": said(field.label) or field.key,
        "kind": "list" if isinstance(field, ManyChoice) else _plain(field),
        "options": [{"code": one.value, "name": one.label.said_in(language())} for one in options],
    }


def _plain(field: Field) -> str:
    """How an answer is compared: as a number, a tick, or text."""
    kind = str(type_of(field) or "")
    return kind if kind in ("number", "boolean") else "string"


def _dossier(key: str) -> dict[str, Any]:
    kind = "number" if key == "quantity" else "string"
    return {
        "key": key,
        "name": said(_DOSSIER[key]),
        "kind": kind,
        "options": _named(_FIXED_OPTIONS.get(key, {})),
    }
