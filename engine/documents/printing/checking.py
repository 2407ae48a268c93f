"""Checking a template against the fields of its role: every unknown name is told, with where to find the right one."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from typing import Final

from docx.opc.exceptions import OpcError
from jinja2 import TemplateError, nodes
from jinja2.exceptions import TemplateSyntaxError

from engine.documents.printing.fields import FIELDS, Field
from engine.documents.printing.filling import environment, fill, source_of
from engine.documents.printing.package import require_plain
from engine.documents.printing.pictures import sample
from engine.platform.errors import Invalid
from engine.text import Text

_ALLOWED: Final = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.For, nodes.If, nodes.Not,
    nodes.And, nodes.Or, nodes.Compare, nodes.Operand, nodes.Const, nodes.Tuple,
)  # fmt: skip


def check(role: str, name: str, data: bytes) -> None:
    """Raise ``Invalid`` unless the file is a plain Word document that names only fields of its role."""
    require_plain(name, data)
    try:
        tree = environment().parse(source_of(data))
    except TemplateSyntaxError as error:
        raise _broken(name, error.message or "") from error
    except (OpcError, KeyError, ValueError) as error:
        raise _broken(name, str(error)) from error
    problems = list(dict.fromkeys(_problems(tree, FIELDS[role])))
    if problems:
        raise _refused(name, problems)
    try:
        fill(data, example(role), {field.name: sample() for field in FIELDS[role] if field.picture})
    except (TemplateError, ValueError, KeyError, TypeError) as error:
        raise _broken(name, str(error)) from error


def example(role: str) -> dict[str, object]:
    """Fields filled with their own labels: what a trial print shows."""
    return {
        field.name: [{part.name: part.label.vi for part in field.parts}] if field.parts else field.label.vi
        for field in FIELDS[role]
    }


def _problems(tree: nodes.Template, known: Sequence[Field]) -> Iterator[Text]:
    for node in tree.find_all(nodes.Node):
        if not isinstance(node, _ALLOWED):
            word = type(node).__name__
            yield Text(
                f"«{word}» không dùng được trong mẫu: chỉ dùng tên trường, vòng lặp và điều kiện.",
                f"“{word}” may not stand in a template: use field names, loops and conditions only.",
            )
    yield from _in_scope(tree, {field.name: field for field in known}, {})


def _in_scope(node: nodes.Node, known: dict[str, Field], lines: dict[str, Field]) -> Iterator[Text]:
    for child in node.iter_child_nodes():
        if isinstance(child, nodes.For):
            yield from _loop(child, known, lines)
        elif isinstance(child, nodes.Getattr):
            yield from _attribute(child, lines)
        elif isinstance(child, nodes.Name):
            if child.name not in known and child.name not in lines:
                yield _unknown(child.name, known)
            elif isinstance(node, nodes.Output) and (child.name in lines or known[child.name].parts):
                yield Text(f"«{child.name}» là danh sách, phải viết từng dòng.", f"“{child.name}” is a list of lines.")
        else:
            yield from _in_scope(child, known, lines)


def _loop(loop: nodes.For, known: dict[str, Field], lines: dict[str, Field]) -> Iterator[Text]:
    source = loop.iter.name if isinstance(loop.iter, nodes.Name) else ""
    field = known.get(source)
    if lines:
        yield Text("Vòng lặp lồng trong vòng lặp không dùng được.", "A loop inside a loop may not be used.")
    elif field is None:
        yield _unknown(source or "for", known)
    elif not field.parts or not isinstance(loop.target, nodes.Name):
        yield Text(f"Trường «{source}» không phải danh sách.", f"The field “{source}” is no list.")
    else:
        for child in (*loop.body, *loop.else_):
            inner: nodes.Node = nodes.Output([child]) if isinstance(child, nodes.For) else child
            yield from _in_scope(inner, known, {loop.target.name: field})


def _attribute(node: nodes.Getattr, lines: dict[str, Field]) -> Iterator[Text]:
    owner = node.node.name if isinstance(node.node, nodes.Name) else ""
    field = lines.get(owner)
    if field is None:
        yield _unknown(f"{owner}.{node.attr}", {})
    elif node.attr not in {part.name for part in field.parts}:
        yield _unknown(f"{owner}.{node.attr}", {f"{owner}.{part.name}": part for part in field.parts})


def _unknown(name: str, known: dict[str, Field]) -> Text:
    near = difflib.get_close_matches(name, known, n=1)
    hint_vi, hint_en = (f" Có phải «{near[0]}»?", f" Did you mean “{near[0]}”?") if near else ("", "")
    return Text(f"Không có trường «{name}».{hint_vi}", f"There is no field “{name}”.{hint_en}")


def _refused(name: str, problems: Sequence[Text]) -> Invalid:
    return Invalid(
        Text(
            f"Không nhận mẫu «{name}»: {' '.join(one.vi for one in problems)}",
            f"The template “{name}” is not taken: {' '.join(one.en for one in problems)}",
        ),
        Text(
            "Xem danh sách trường của loại giấy này rồi sửa mẫu.", "See the list of fields of this paper; correct it."
        ),
        where=name,
    )


def _broken(name: str, said: str) -> Invalid:
    return Invalid(
        Text(f"Không đọc được mẫu «{name}»: {said}", f"The template “{name}” cannot be read: {said}"),
        Text("Kiểm tra các dấu {{ }} và {% %} trong mẫu.", "Check the marks {{ }} and {% %} of the template."),
        where=name,
    )
