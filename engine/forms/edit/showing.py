"""“Shown when …” for people, “hide when …” as form-js stores it: the one made out of the other.

Something unknown must not show a field: a comparison with a blank answer gives null, and only ``= true`` settles that.
"""

from __future__ import annotations

import re
from typing import Final

from engine import feel
from engine.feel.parse.tokens import MARK, NAME, tokens_of
from engine.feel.tree import Call, Comparison, Literal, Logic, Name, Node, Path

_NOT: Final = re.compile(r"not\s*\((.*)\)\Z", re.DOTALL)
_TRUE: Final = re.compile(r"\((.*)\)\s*=\s*true\Z", re.DOTALL)
_OTHER: Final = {"=": "!=", "!=": "=", "and": "or", "or": "and"}


def hide_of(shown: str) -> str:
    """The condition under which a field is hidden that is shown when ``shown`` holds."""
    text = shown.strip()
    if not text:
        return ""
    flipped = _flipped(text)
    return flipped or f"not(({text}) = true)"


def shown_of(hide: str) -> str:
    """The condition under which a field with this ``hide`` is shown."""
    text = hide.strip()
    if not text:
        return ""
    inside = _NOT.match(text)
    if inside and _is_call_of_not(text):
        settled = _TRUE.match(inside[1].strip())
        if settled and _compiles(settled[1]):
            return settled[1].strip()
        return inside[1].strip()
    return _flipped(text) or f"not({text})"


def _flipped(text: str) -> str:
    """The opposite of plain equalities joined by one word; empty for anything else."""
    tree = _tree(text)
    if tree is None:
        return ""
    parts = tree.operands if isinstance(tree, Logic) else (tree,)
    if not all(_is_equality(part) for part in parts) or "(" in text:
        return ""
    made, end = "", 0
    for token in tokens_of(text):
        if (token.kind == MARK and token.text in _OTHER) or (token.kind == NAME and token.text in ("and", "or")):
            made += text[end : token.start] + _OTHER[token.text]
            end = token.end
    return made + text[end:]


def _is_equality(node: Node) -> bool:
    if not isinstance(node, Comparison) or node.operator not in ("=", "!="):
        return False
    return all(isinstance(side, Name | Path | Literal) for side in (node.left, node.right))


def _is_call_of_not(text: str) -> bool:
    tree = _tree(text)
    return isinstance(tree, Call) and isinstance(tree.function, Name) and tree.function.name == "not"


def _tree(text: str) -> Node | None:
    try:
        return feel.compile(text).tree
    except feel.FeelError:
        return None


def _compiles(text: str) -> bool:
    return _tree(text) is not None
