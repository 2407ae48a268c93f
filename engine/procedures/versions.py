"""A published version ready to run: its diagram, forms and compiled workflow, loaded once per process."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from engine import forms as form_language
from engine.bpmn import reader
from engine.bpmn.definition import Definition
from engine.decisions import Outcome
from engine.forms import Form
from engine.platform.errors import Missing
from engine.procedures import store
from engine.procedures.models import procedure_version
from engine.procedures.sources import Sources
from engine.spiff import Bundle, compile_version
from engine.text import Text

CAPACITY = 256
_HASH = select(procedure_version.c.hash).where(procedure_version.c.id == bindparam("version"))


@dataclass(frozen=True)
class Version:
    """One immutable published version; shared by every dossier that runs on it, and by every thread."""

    id: int
    definition: Definition
    forms: Mapping[str, Form]
    bundle: Bundle

    @property
    def application_form(self) -> Form | None:
        """The form the applicant fills in, if the procedure has one."""
        return self.forms.get(self.definition.form or "")

    def decide(self, decision: str, names: Mapping[str, Any], now: datetime) -> Outcome | None:
        """What a decision of this version's tables says; None when no table has a decision of this id or name."""
        model = self.bundle.decisions.get(decision)
        return model.decide(decision, names, now=now) if model else None

    def form(self, name: str | None) -> Form | None:
        """A form of this version by its name."""
        return self.forms.get(name or "")


def assemble(version_id: int, sources: Sources) -> Version:
    """Build a runnable version from its files (a diagram that passed the checks)."""
    loaded = {name: form_language.load(data, name=name) for name, data in sources.forms.items()}
    return Version(
        id=version_id,
        definition=reader.read(sources.bpmn),
        forms=loaded,
        bundle=compile_version(sources.bpmn, sources.tables),
    )


class _Shelf:
    """The last few versions used, least recently used thrown out first; safe for several threads."""

    def __init__(self, capacity: int) -> None:
        self._capacity = capacity
        self._held: OrderedDict[tuple[int, str], Version] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, key: tuple[int, str], make: Callable[[], Version]) -> Version:
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
                return self._held[key]
        made = make()
        with self._lock:
            self._held[key] = made
            while len(self._held) > self._capacity:
                self._held.popitem(last=False)
        return made


_shelf = _Shelf(CAPACITY)


def load(session: Session, version_id: int, content: str | None = None) -> Version:
    """Return the version with this id. The content hash is part of the key, so no stale version is ever served.

    ``content`` is that hash where the caller has just read it. Raises ``Missing`` when there is no such version.
    """
    read = content or session.execute(_HASH, {"version": version_id}).scalar()
    if read is None:
        raise Missing(Text("Không tìm thấy phiên bản thủ tục.", "No such version of a procedure."))
    return _shelf.take((version_id, read), lambda: assemble(version_id, store.of_version(session, version_id)))
