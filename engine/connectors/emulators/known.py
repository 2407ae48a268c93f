"""Which emulators there are: the built-in partners, and those of installed packages (group ``quytrinh.emulators``)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from importlib.metadata import EntryPoint, entry_points

from engine.connectors.emulators import agencies, payment, portal, tax
from engine.connectors.emulators.emulator import Emulator, emulator_of
from engine.connectors.emulators.office import EmulatedOffice

GROUP = "quytrinh.emulators"
Make = Callable[[], EmulatedOffice | Emulator]
_FIRST_OF_OTHERS = 8720
"""Emulators of installed packages listen from here on."""

BUILT_IN: Mapping[int, Make] = {
    **{agencies.PORTS[make().code]: make for make in agencies.ALL},
    payment.PORT: payment.PaymentGateway,
    portal.PORT: portal.NationalPortal,
    tax.PORT: tax.TaxOffice,
}
"""The makers by the port each listens on when nobody says otherwise."""


@lru_cache(maxsize=1)
def installed() -> Mapping[str, tuple[int, Make]]:
    """Every emulator by the code of its partner: its port and how it is made."""
    return gathered(BUILT_IN, entry_points(group=GROUP))


def gathered(built_in: Mapping[int, Make], others: Iterable[EntryPoint]) -> Mapping[str, tuple[int, Make]]:
    """The built-in ones and those the entry points name; the first of a code is taken."""
    makers = [*built_in.items(), *enumerate((one.load() for one in sorted(others)), _FIRST_OF_OTHERS)]
    found: dict[str, tuple[int, Make]] = {}
    for port, make in makers:
        found.setdefault(make().code, (port, make))
    return found


def made(code: str) -> Emulator | None:
    """A fresh emulator of a partner; None when there is none."""
    known = installed().get(code)
    return emulator_of(known[1]()) if known else None
