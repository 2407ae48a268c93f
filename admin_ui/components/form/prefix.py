"""Several forms on one page: names and ids of each stand under a prefix of their own."""

from __future__ import annotations

from dataclasses import replace

from admin_ui.components.form.ids import html_id
from admin_ui.components.form.page import FormPage, Node, Row


def prefixed(page: FormPage, prefix: str) -> FormPage:
    """The same page with ``prefix`` (such as ``don.``) before every name and id."""
    return replace(
        page,
        nodes=tuple(_node(node, prefix) for node in page.nodes),
        summary=tuple((_id(target, prefix) if target else "", message) for target, message in page.summary),
        prefix=prefix,
    )


def _node(node: Node, prefix: str) -> Node:
    return replace(
        node,
        id=_id(node.id, prefix),
        name=f"{prefix}{node.name}",
        picks=tuple(replace(pick, id=_id(pick.id, prefix)) for pick in node.picks),
        parts={name: _node(part, prefix) for name, part in node.parts.items()},
        nodes=tuple(_node(inner, prefix) for inner in node.nodes),
        rows=tuple(_row(row, prefix) for row in node.rows),
    )


def _row(row: Row, prefix: str) -> Row:
    return replace(
        row,
        id=_id(row.id, prefix),
        path=f"{prefix}{row.path}",
        nodes=tuple(_node(inner, prefix) for inner in row.nodes),
    )


def _id(given: str, prefix: str) -> str:
    return f"{html_id(prefix)}{given}"
