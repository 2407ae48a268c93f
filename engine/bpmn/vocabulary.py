"""The words an installation knows: unit kinds, posts, printed-form roles, step kinds, levels, connectors."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from typing import Any

from engine.bpmn.connector_words import ConnectorWords, ParameterWords
from engine.text import Text

__all__ = ["ConnectorWords", "ParameterWords", "Post", "UnitKind", "Vocabulary", "load", "shipped"]


@dataclass(frozen=True)
class UnitKind:
    """A kind of unit; ``level`` is commune, province, partner or any; an authority answers for itself."""

    code: str
    name: Text
    level: str
    authority: bool


@dataclass(frozen=True)
class Post:
    """A post and the kinds of unit that have it."""

    code: str
    name: Text
    kinds: frozenset[str]


@dataclass(frozen=True)
class Vocabulary:
    """Everything a diagram may name. ``connectors``, ``templates`` and ``decisions`` None: not known here."""

    unit_kinds: Mapping[str, UnitKind] = field(default_factory=dict)
    posts: Mapping[str, Post] = field(default_factory=dict)
    form_roles: Mapping[str, Text] = field(default_factory=dict)
    step_kinds: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    connectors: Mapping[str, ConnectorWords] | None = None
    templates: frozenset[str] | None = None
    decisions: frozenset[str] | None = None


def load(document: bytes) -> Vocabulary:
    """Read a vocabulary from JSON of the shape of vocabulary.json."""
    data: dict[str, Any] = json.loads(document)
    return Vocabulary(
        unit_kinds={
            code: UnitKind(code, _text(one), str(one["level"]), bool(one["authority"]))
            for code, one in data["unit_kinds"].items()
        },
        posts={code: Post(code, _text(one), frozenset(one["kinds"])) for code, one in data["posts"].items()},
        form_roles={code: _text(one) for code, one in data["form_roles"].items()},
        step_kinds=tuple(data["step_kinds"]),
        levels=tuple(data["levels"]),
    )


@lru_cache(maxsize=1)
def shipped() -> Vocabulary:
    """The vocabulary delivered with the program (vocabulary.json)."""
    return load((resources.files("engine.bpmn") / "vocabulary.json").read_bytes())


def _text(one: Mapping[str, Any]) -> Text:
    return Text(str(one["vi"]), str(one["en"]))
