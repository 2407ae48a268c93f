"""Units and posts of steps: known, and each post one that a unit of that kind has."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from engine.bpmn.checks.rules import Raised, named, refused
from engine.bpmn.checks.subject import Subject
from engine.bpmn.definition import Node, Step
from engine.bpmn.vocabulary import Vocabulary
from engine.text import Text

KIND: Final = refused("unit_kind_unknown")
POST: Final = refused("post_unknown")
FITS: Final = refused("post_not_of_unit")
STEP: Final = refused("unit_of_step")
COMPETENT: Final = refused("competent_kind_unknown")

_OWN_KIND: Final = ("receiving", "resolving", "parent", "province")


def check(subject: Subject) -> Iterator[Raised]:
    """Every named unit kind, post and step that a unit is taken from."""
    competent = (subject.definition.competent or "").partition("/")[2]
    if competent and competent not in subject.vocabulary.unit_kinds:
        yield COMPETENT.at(subject.place, *_no_kind(subject.vocabulary, competent))
    for node in subject.nodes:
        if node.step:
            yield from _unit(subject, node, node.step)
            for post in filter(None, (node.step.post, *node.step.alternatives)):
                yield from _post(subject, node, node.step, post)


def _unit(subject: Subject, node: Node, step: Step) -> Iterator[Raised]:
    anchor, _, kind = (step.unit or "").partition("/")
    if kind and kind not in subject.vocabulary.unit_kinds:
        yield KIND.at(node.id, *_no_kind(subject.vocabulary, kind))
    if anchor.startswith("step:"):
        other = subject.definition.nodes.get(anchor.removeprefix("step:"))
        earlier = other is not None and (
            other.parent != node.parent or node.id in subject.graphs[other.parent].after_each(other.id)
        )
        if other is None or other.kind != "user" or other.id == node.id or not earlier:
            yield STEP.at(
                node.id,
                Text(
                    f"Đơn vị của bước {named(node)} lấy theo “{anchor}”, nhưng đó không phải một bước đứng trước.",
                    f"The unit of {named(node)} is taken from “{anchor}”, which is no earlier step.",
                ),
                Text("Ghi mã của một bước đã làm trước đó.", "Name a step done before."),
            )


def _post(subject: Subject, node: Node, step: Step, post: str) -> Iterator[Raised]:
    known = subject.vocabulary.posts.get(post)
    if known is None:
        yield POST.at(
            node.id,
            Text(
                f"Không có chức danh “{post}” (bước {named(node)}).", f"There is no post “{post}” (step {named(node)})."
            ),
            Text("Chọn chức danh trong danh mục.", "Choose a post of the vocabulary."),
        )
        return
    kinds = _possible_kinds(subject.vocabulary, step)
    if kinds is not None and not kinds & known.kinds:
        where = ", ".join(sorted(kinds)) if len(kinds) < 4 else (step.unit or "")
        have = ", ".join(sorted(known.kinds))
        yield FITS.at(
            node.id,
            Text(
                f"Bước {named(node)}: loại đơn vị {where} không có chức danh “{known.name.vi}”.",
                f"Step {named(node)}: units of kind {where} have no post “{known.name.en}”.",
            ),
            Text(f"Chức danh này có ở: {have}.", f"This post exists in: {have}."),
        )


def _possible_kinds(vocabulary: Vocabulary, step: Step) -> frozenset[str] | None:
    """Kinds the step's unit can be of; None when that shows only at run time."""
    anchor, _, kind = (step.unit or "").partition("/")
    if kind:
        return frozenset({kind}) if kind in vocabulary.unit_kinds else None
    if anchor.startswith("external:"):
        partner = anchor.removeprefix("external:")
        return frozenset({partner}) if partner in vocabulary.unit_kinds else None
    if anchor in _OWN_KIND:
        return frozenset(
            code for code, one in vocabulary.unit_kinds.items() if one.authority and one.level != "partner"
        )
    return None


def _no_kind(vocabulary: Vocabulary, kind: str) -> tuple[Text, Text]:
    known = sorted(vocabulary.unit_kinds.values(), key=lambda one: one.code)
    names = [", ".join(one.name.said_in(language) for one in known) for language in ("vi", "en")]
    return (
        Text(f"Không có loại đơn vị “{kind}”.", f"There is no unit kind “{kind}”."),
        Text(f"Chọn một trong: {names[0]}.", f"Choose one of: {names[1]}."),
    )
