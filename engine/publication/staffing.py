"""Whether this installation has who a diagram names: a unit of the kind, and somebody in the post.

The words are checked with the diagram; here the organisation of the day is asked. A post nobody holds is a note, not
an error: people are appointed after a procedure is published as well as before.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.bpmn.definition import Definition, Node, Step
from engine.bpmn.vocabulary import Vocabulary
from engine.organisation.holdings import valid_on
from engine.organisation.models import assignment
from engine.organisation.tree import Tree
from engine.organisation.units import tree_on
from engine.publication.findings import WARNING, Found
from engine.text import Text


def unstaffed(session: Session, definition: Definition, known: Vocabulary, day: date) -> list[Found]:
    """Steps that nobody could be given on ``day``."""
    tree = tree_on(session, day)
    rows = session.execute(select(assignment.c.unit_id, assignment.c.post).where(valid_on(assignment, day)).distinct())
    held = frozenset((row.unit_id, row.post) for row in rows)
    return [found for node in definition.steps() if node.step for found in _step(node, node.step, tree, held, known)]


def _step(node: Node, step: Step, tree: Tree, held: frozenset[tuple[int, str]], known: Vocabulary) -> Iterator[Found]:
    kind = _kind(step)
    if kind not in known.unit_kinds:
        return
    units = [unit for unit in tree if unit.kind == kind]
    named = known.unit_kinds[kind].name
    if not units:
        yield _note(
            node,
            "no_such_unit",
            Text(
                f"Bước “{node.name}”: hiện chưa có đơn vị nào thuộc loại “{named.vi}”.",
                f"Step “{node.name}”: there is no unit of the kind “{named.en}” today.",
            ),
            Text("Thêm đơn vị này vào cơ cấu tổ chức trước khi tiếp nhận hồ sơ.", "Add the unit before receiving."),
        )
        return
    posts = [post for post in (step.post, *step.alternatives) if post is not None and post in known.posts]
    empty = [unit.name for unit in units if not any((unit.id, post) in held for post in posts)]
    if posts and empty:
        wanted = known.posts[posts[0]].name
        yield _note(
            node,
            "nobody_in_post",
            Text(
                f"Bước “{node.name}”: chưa có ai giữ chức danh “{wanted.vi}” tại {_some(empty, 'và', 'đơn vị khác')}.",
                f"Step “{node.name}”: nobody holds the post “{wanted.en}” at {_some(empty, 'and', 'more')}.",
            ),
            Text("Phân công người giữ chức danh này.", "Assign somebody to the post."),
        )


def _kind(step: Step) -> str:
    anchor, _, kind = (step.unit or "").partition("/")
    return kind or anchor.removeprefix("external:")


def _some(names: list[str], conjunction: str, others: str) -> str:
    shown = ", ".join(names[:3])
    return f"{shown} {conjunction} {len(names) - 3} {others}" if len(names) > 3 else shown


def _note(node: Node, code: str, message: Text, hint: Text) -> Found:
    return Found(code, WARNING, node.id, message, hint, element=node.id)
