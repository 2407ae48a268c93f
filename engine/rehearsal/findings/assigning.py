"""Steps that open before it can be said who does them: a unit nobody has chosen, a step nobody has done."""

from __future__ import annotations

from collections.abc import Iterator

from engine.bpmn import vocabulary
from engine.bpmn.checks.rules import Finding, named
from engine.bpmn.definition import Node, Step
from engine.rehearsal.findings.saying import amber, opening, red
from engine.rehearsal.walk import Walk
from engine.rehearsal.whereabouts import kinds_of
from engine.text import Text


def find(walk: Walk) -> Iterator[Finding]:
    """Every step some dossier came to."""
    for node in walk.subject.nodes.values():
        if node.step is None or node.id not in walk.opened:
            continue
        yield from _post(walk, node, node.step)
        anchor = (node.step.unit or "").partition("/")[0]
        word, _, argument = anchor.partition(":")
        if word == "step":
            yield from _of_step(walk, node, argument)
        elif word == "chosen":
            yield from _chosen(walk, node, argument)


def _post(walk: Walk, node: Node, step: Step) -> Iterator[Finding]:
    """A post that no unit this step can fall to has; posts of other vocabularies are left alone."""
    known = vocabulary.shipped()
    posts = [known.posts.get(post) for post in (step.post, *step.alternatives) if post]
    kinds = kinds_of(walk.subject.definition, step, known)
    if kinds is None or not posts or any(post is None or post.kinds & kinds for post in posts):
        return
    where = [known.unit_kinds[kind].name for kind in sorted(kinds)[:3]]
    message = Text(
        f"Bước {named(node)}: {', '.join(one.vi for one in where)} không có chức danh “{step.post}”, nên không ai làm "
        "được.",
        f"Step {named(node)}: {', '.join(one.en for one in where)} has no post “{step.post}”; nobody can do it.",
    )
    yield red("post_not_at_unit", node.id, message, Text("Sửa đơn vị hoặc chức danh.", "Correct the unit or the post."))


def _of_step(walk: Walk, node: Node, step: str) -> Iterator[Finding]:
    way = opening(walk, node.id, step)
    if way is None:
        return
    before = walk.subject.nodes.get(step)
    who = named(before) if before is not None else f"“{step}”"
    message = Text(
        f"Bước {named(node)} giao cho đơn vị đã làm {who}, nhưng có đường tới đây mà bước đó chưa được làm{way.vi}.",
        f"Step {named(node)} is for the unit that did {who}, but a way comes here before that is done{way.en}.",
    )
    yield red("unit_not_known", node.id, message, Text("Nêu đơn vị theo cách khác.", "Name the unit in another way."))


def _chosen(walk: Walk, node: Node, path: str) -> Iterator[Finding]:
    root, _, key = path.partition(".")
    way = opening(walk, node.id, root) if root in walk.subject.nodes else None
    if way is not None:
        message = Text(
            f"Bước {named(node)} giao cho đơn vị được chọn ở {named(walk.node(root))}, nhưng có đường tới đây mà bước "
            f"đó chưa được làm{way.vi}.",
            f"Step {named(node)} is for the unit chosen at {named(walk.node(root))}, but a way comes here before "
            f"that is done{way.en}.",
        )
        yield red("unit_not_known", node.id, message, Text("Chọn đơn vị trước bước này.", "Choose the unit before."))
        return
    form = walk.subject.form_of(root)
    field = form.find(key.partition(".")[0]) if form is not None else None
    if field is not None and (not field.required or field.hide is not None) and node.loop is None:
        message = Text(
            f"Bước {named(node)} giao cho đơn vị ghi ở ô “{field.label.vi or field.key}”, mà ô đó có thể để trống.",
            f"Step {named(node)} is for the unit in “{field.label.en or field.key}”, which may be left blank.",
        )
        yield amber("unit_may_be_blank", node.id, message, Text("Bắt buộc ô này.", "Require the field."))
