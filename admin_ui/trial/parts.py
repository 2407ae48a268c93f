"""Which part the analyst plays in a trial, kept in a cookie: a post at a unit, or a citizen."""

from __future__ import annotations

import re
from dataclasses import dataclass

from flask import Response
from werkzeug.wrappers import Response as BaseResponse

from admin_ui.web import cookies

COOKIE = "vai_thu"
CITIZEN = "nguoi-dan"
_PLACE = re.compile(r"([1-9][0-9]{0,8}):([a-z0-9_]{1,60})\Z")


@dataclass(frozen=True)
class Part:
    """A post at a unit; without a place the part of a citizen."""

    place: tuple[int, str] | None = None

    @property
    def code(self) -> str:
        """As forms and the cookie have it."""
        return CITIZEN if self.place is None else f"{self.place[0]}:{self.place[1]}"


def read(code: str) -> Part:
    """The part of a code; whatever is none is the citizen."""
    found = _PLACE.match(code)
    return Part((int(found[1]), found[2])) if found else Part()


def chosen(trial_id: int) -> Part:
    """The part chosen last in this trial."""
    number, _, code = (cookies.read(COOKIE) or "").partition("/")
    return read(code) if number == str(trial_id) else Part()


def choose(response: BaseResponse, trial_id: int, part: Part) -> None:
    """Keep the choice."""
    assert isinstance(response, Response)
    cookies.write(response, COOKIE, f"{trial_id}/{part.code}")
