"""Findings, and the rules that raise them: a code and how grave it is while drafting and at publication."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from engine.bpmn.checks.subject import Subject
from engine.bpmn.definition import Flow, Node
from engine.text import Text

Stage = Literal["draft", "publication"]
Severity = Literal["error", "warning"]


@dataclass(frozen=True)
class Finding:
    """One thing to know about a definition: what and where, why it matters, what to do."""

    code: str
    severity: Severity
    element: str
    message: Text
    hint: Text


@dataclass(frozen=True)
class Rule:
    """A rule with its code and its severity per stage."""

    code: str
    draft: Severity
    publication: Severity

    def at(self, element: str, message: Text, hint: Text) -> Raised:
        """The rule is broken at ``element``."""
        return Raised(self, element, message, hint)


@dataclass(frozen=True)
class Raised:
    """A broken rule, before the stage decides how grave it is."""

    rule: Rule
    element: str
    message: Text
    hint: Text

    def at_stage(self, stage: str) -> Finding:
        """The finding at ``stage``."""
        severity = self.rule.publication if stage == "publication" else self.rule.draft
        return Finding(self.rule.code, severity, self.element, self.message, self.hint)


Check = Callable[[Subject], Iterator[Raised]]


def refused(code: str) -> Rule:
    """An error at every stage: it would not run, or not mean what it shows."""
    return Rule(code, "error", "error")


def incomplete(code: str) -> Rule:
    """A to-do while drafting, an error at publication."""
    return Rule(code, "warning", "error")


def advice(code: str) -> Rule:
    """A warning at every stage."""
    return Rule(code, "warning", "warning")


def named(node: Node) -> str:
    """How a message calls a node."""
    return f"“{node.name}”" if node.name else f"“{node.id}”"


def flow_named(flow: Flow) -> str:
    """How a message calls a flow."""
    return f"“{flow.name}”" if flow.name else f"“{flow.id}”"
