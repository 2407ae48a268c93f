"""The only writer of the organisation: one function, one business act, one audit entry, in the caller's session."""

from engine.organisation.operations.accounts import (
    change_password,
    end_session,
    lock_account,
    open_account,
    set_roles,
    unlock_account,
)
from engine.organisation.operations.people import add_person, assign, delegate, end_assignment, end_delegation
from engine.organisation.operations.posts import add_post
from engine.organisation.operations.units import UnitWords, change_unit, create_unit, dissolve_unit, merge_units

__all__ = [
    "UnitWords",
    "add_person",
    "add_post",
    "assign",
    "change_password",
    "change_unit",
    "create_unit",
    "delegate",
    "dissolve_unit",
    "end_assignment",
    "end_delegation",
    "end_session",
    "lock_account",
    "merge_units",
    "open_account",
    "set_roles",
    "unlock_account",
]
