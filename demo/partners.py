"""The partners of the demonstration: each is the emulator on loopback, with secrets made up here and now."""

from __future__ import annotations

import secrets
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.connectors import operations, registry
from engine.connectors.emulators import known, running
from engine.connectors.emulators.calling_back import CallBack
from engine.connectors.emulators.running import Means
from engine.connectors.models import partner
from engine.connectors.operations import PartnerWords
from engine.connectors.sealing import Sealer
from engine.dossiers.portal_sync import enrolment
from engine.dossiers.portal_sync.models import EVERY
from engine.organisation.operations.acting import By
from engine.platform.settings import Settings

CALL_BACK, TOKEN = "callback", "token"
_SETTINGS = {("portal", "madonvi"): "H40.01"}
"""What partners keep of us, where an emulator wants it: made up."""
_BYTES = 24


def seed(session: Session, sealer: Sealer, now: datetime) -> None:
    """Make every emulated partner known; one that is known already is left as it is."""
    by = By(None, now)
    there = set(session.execute(select(partner.c.code)).scalars())
    for code, address in running.addresses().items():
        if code in there:
            continue
        emulator = known.made(code)
        words = PartnerWords(name=emulator.name if emulator else code, base_url=address, local=True)
        operations.keep(session, by, code, words)
        for name in _secrets(code):
            operations.set_secret(session, by, code, name, secrets.token_urlsafe(_BYTES), sealer)
        for (whose, name), text in _SETTINGS.items():
            if whose == code:
                operations.set_setting(session, by, code, name, text)


def synchronise(session: Session, now: datetime) -> None:
    """From here on every dossier is told to the national portal."""
    enrolment.set_scope(session, By(None, now), EVERY, True)


def means(session: Session, settings: Settings) -> dict[str, Means]:
    """What each emulator shares with this installation."""
    sealer, found = Sealer(settings.secret_key), {}
    for code in running.addresses():
        back, token = (operations.secret(session, code, name, sealer) for name in (CALL_BACK, TOKEN))
        url = f"{settings.base_url}/api/doi-tac/{code}/thong-bao"
        found[code] = Means(CallBack(url, back) if back else None, token)
    return found


def _secrets(code: str) -> list[str]:
    """The secrets the connectors of a partner need; the key of call-backs always."""
    told = [one.descriptor for one in registry.installed().values() if one.descriptor.partner == code]
    return sorted({CALL_BACK, *(secret.name for one in told for secret in one.secrets)})
