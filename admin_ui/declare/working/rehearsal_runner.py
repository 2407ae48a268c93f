"""Runs rehearsals beside the pages: a thread of this process that listens to a child process and writes its progress.

No page waits for a rehearsal: it shows how far it is. Any process may call a run off; its worker hears of it at its
next word.
"""

from __future__ import annotations

import threading
from typing import Final

from flask import Flask
from flask.globals import app_ctx

from admin_ui.web import context
from engine.platform.db import transaction
from engine.procedures.sources import Sources
from engine.publication.rehearsals import runs
from engine.rehearsal.apart import Child, Report

_AT_ONCE: Final = threading.BoundedSemaphore(2)
_WORD: Final = 0.8
"""Seconds between two words of a worker about its run."""


def begin(sources: Sources, *, again: bool = False) -> None:
    """See to it that the rehearsal of these files is run by somebody; needs an application context, no session."""
    with transaction() as session:
        token = runs.claim(session, sources.hash, context.now(), again=again)
    if token is not None:
        threading.Thread(target=_work, args=(app_ctx.app, sources, token), name="rehearsal", daemon=True).start()


def _work(app: Flask, sources: Sources, token: str) -> None:
    with app.app_context():
        try:
            said = _listen(sources, token)
            with transaction() as session:
                runs.finish(session, sources.hash, token, said, context.now())
        except Exception:
            app.logger.exception("a rehearsal broke off")


def _listen(sources: Sources, token: str) -> Report | None:
    """What the child says at last; None when it was called off."""
    while not _AT_ONCE.acquire(timeout=_WORD):
        if not _wanted(sources, token, (0, 0, 0)):
            return None
    try:
        child = Child(sources.bpmn, sources.tables, sources.forms, sources.scenarios)
        try:
            while (answer := child.wait(_WORD)) is None:
                if not _wanted(sources, token, child.progress):
                    return None
            return answer
        finally:
            child.stop()
    finally:
        _AT_ONCE.release()


def _wanted(sources: Sources, token: str, progress: tuple[int, int, int]) -> bool:
    with transaction() as session:
        return runs.beat(session, sources.hash, token, progress, context.now())
