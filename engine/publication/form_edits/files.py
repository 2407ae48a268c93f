"""Adding forms to a declaration and taking them out; a form somebody uses is not removed."""

from __future__ import annotations

import json

from engine.bpmn import reader
from engine.bpmn.edit.names import slug
from engine.forms import edit as form_edit
from engine.forms.edit import edits
from engine.forms.edit.problems import FormEditRefused, Problem, refuse
from engine.procedures.sources import Sources
from engine.publication.form_edits.readers import outside
from engine.publication.form_edits.uses import uses_of
from engine.text import Text

MOST = 100
"""Forms of one procedure."""


def path_of(name: str) -> str:
    """Where a form lies among the files."""
    return f"forms/{name}.json"


def add(sources: Sources, title: str, document: bytes) -> tuple[Sources, str]:
    """Add a form under a name made from its title; returns the files and that name. Raises FormEditRefused."""
    if len(sources.forms) >= MOST:
        raise refuse(
            "",
            "title",
            Text(f"Thủ tục đã có {MOST} biểu mẫu.", f"The procedure has {MOST} forms already."),
            Text("Xóa bớt biểu mẫu không dùng.", "Remove forms that are not used."),
        )
    name = _free(slug(title, "bieu-mau", "-"), sources)
    data = json.loads(document)
    data["id"] = name
    titled = form_edit.apply(json.dumps(data).encode(), edits.Retitle(title, _english(data, title)), name=name)
    return Sources({**sources.files, path_of(name): form_edit.Draft.of(titled, name).to_bytes()}), name


def _english(data: dict[str, object], title: str) -> str:
    """The English title of a template stays with its own Vietnamese one only."""
    bag = data.get("properties")
    known = bag.get("vn.en") if isinstance(bag, dict) else None
    return str(known) if known and data.get("title") == title else ""


def _free(wish: str, sources: Sources) -> str:
    name, number = wish, 1
    while path_of(name) in sources.files:
        number += 1
        name = f"{wish}-{number}"
    return name


def remove(sources: Sources, name: str) -> Sources:
    """Take a form out. Raises FormEditRefused naming who uses it or reads its fields."""
    definition = reader.read(sources.bpmn)
    problems = [
        Problem(
            "",
            "use",
            Text(f"“{use.name.vi}” đang dùng biểu mẫu này.", f"“{use.name.en}” uses this form."),
            Text("Chọn biểu mẫu khác ở đó trước.", "Choose another form there first."),
        )
        for use in uses_of(definition, name)
    ]
    problems += [reader_.problem("", "use") for reader_ in outside(sources, definition, name)]
    if problems:
        raise FormEditRefused(*problems)
    return Sources({path: data for path, data in sources.files.items() if path != path_of(name)})
