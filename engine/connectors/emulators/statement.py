"""What an emulated agency answers beside taking requests: a call taken back, and its list of a day.

``GET …/doi-soat?ngay=2026-12-07`` gives the list, ``POST …/rut`` takes the call of the key back. ``spoil`` plants
what a comparison of books must find.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from engine.connectors.emulators.office import Behaviour, EmulatedOffice, Entry, Said

LIST, BACK = "/doi-soat", "/rut"
DONE, WITHDRAWN = "done", "withdrawn"
_DROPPED = Said(0)


def answered(office: EmulatedOffice, method: str, path: str, key: str, query: Mapping[str, str]) -> Said | None:
    """The answer when the request is one of these two; None when it is a request of the service."""
    if method == "GET" and path.endswith(LIST):
        return _unless_away(office, lambda: Said(200, {"entries": listed(office, query.get("ngay", ""))}))
    if method == "POST" and path.endswith(BACK):
        return _unless_away(office, lambda: _taken_back(office, key))
    return None


def listed(office: EmulatedOffice, day: str) -> list[dict[str, Any]]:
    """The effects of one day as the agency has them in its book."""
    return [
        {
            "key": entry.key,
            "receipt": entry.receipt,
            "result": WITHDRAWN if entry.withdrawn else DONE,
            "times": entry.effects,
        }
        for entry in office.book.values()
        if entry.day is None or entry.day.isoformat() == day
    ]


def spoil(office: EmulatedOffice, how: str, key: str) -> None:
    """Make the agency's book wrong about one call: ``forgotten``, ``foreign``, ``other_result`` or ``doubled``."""
    entry = office.book[key]
    if how == "forgotten":
        del office.book[key]
    elif how == "foreign":
        strange = replace(entry, key=f"khac-{entry.key}"[:64], receipt=f"{entry.receipt}-X")
        office.book[strange.key] = strange
    elif how == "other_result":
        entry.withdrawn = not entry.withdrawn
    else:
        entry.effects += 1


def _unless_away(office: EmulatedOffice, answer: Any) -> Said:
    with office.turn:
        office.requests += 1
        how = office.behave() if office.behave else office.behaviour
        if how is Behaviour.DOWN:
            return Said(503)
        if how is Behaviour.SILENCE:
            return _DROPPED
        said: Said = answer()
        return _DROPPED if how is Behaviour.LOSE else said


def _taken_back(office: EmulatedOffice, key: str) -> Said:
    if not key:
        return Said(400, {"code": "no_key", "said": "Idempotency-Key is missing"})
    office.taken_back.add(key)
    entry: Entry | None = office.book.get(key)
    if entry is None:
        return Said(200, {"receipt": "", "result": WITHDRAWN})
    entry.withdrawn = entry.told = True
    return Said(200, {"receipt": entry.receipt, "result": WITHDRAWN})
