"""The printed forms by role: what each is called, the letters of its number, its paper, who may read it.

A role, not a form's number, is what procedures name: agencies cite the numbers of 2018 and of 2025 side by side.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from engine.bpmn import vocabulary
from engine.text import Text


@dataclass(frozen=True)
class Role:
    """One kind of paper. ``letters`` stand in its number («15/PBS»); ``citizen`` says the applicant may read it."""

    code: str
    letters: str
    paper: str
    citizen: bool

    @property
    def name(self) -> Text:
        """What the paper is called."""
        return vocabulary.shipped().form_roles[self.code]


RECEIPT = Role("receipt", "TNHS", "a5", citizen=True)
SUPPLEMENT = Role("supplement_slip", "PBS", "a5", citizen=True)
REFUSAL = Role("refusal_slip", "PTC", "a5", citizen=True)
APOLOGY = Role("apology", "PXL", "a4", citizen=True)
STOP = Role("stop_notice", "TBD", "a4", citizen=True)
CONTROL = Role("control_slip", "PKS", "a4", citizen=False)
REGISTER = Role("register", "STD", "a4-wide", citizen=False)

ROLES: MappingProxyType[str, Role] = MappingProxyType(
    {role.code: role for role in (RECEIPT, SUPPLEMENT, REFUSAL, APOLOGY, STOP, CONTROL, REGISTER)}
)
