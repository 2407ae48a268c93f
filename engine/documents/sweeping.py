"""Sweeping the file store: what crashes and abandoned acts left behind goes, once nobody can still be writing it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.documents.models import document
from engine.documents.printing.models import issued_paper
from engine.documents.store import FileStore

_AT_ONCE = 500


class Swept(NamedTuple):
    """How many files were removed: half-written ones, and whole ones no dossier knows."""

    partial: int
    orphans: int


def sweep(session: Session, files: FileStore, until: datetime) -> Swept:
    """Remove leftovers last touched before ``until``: a day ago or more, since acts keep files before they commit."""
    partial = list(_old(files.arriving, until))
    orphans = [path for folder in _folders(files) for path in _unknown(session, _old(folder, until))]
    for path in partial:
        path.unlink(missing_ok=True)
    return Swept(len(partial), sum(_taken_away(path, files, until) for path in orphans))


def _taken_away(path: Path, files: FileStore, until: datetime) -> bool:
    """Move a file aside and look again: when its content came once more just now, it goes back to its place."""
    files.arriving.mkdir(exist_ok=True)
    aside = files.arriving / path.name
    path.replace(aside)
    if aside.stat().st_mtime >= until.timestamp():
        aside.replace(path)
        return False
    aside.unlink()
    return True


def _folders(files: FileStore) -> list[Path]:
    if not files.folder.is_dir():
        return []
    return sorted(path for path in files.folder.iterdir() if path.is_dir() and path != files.arriving)


def _old(folder: Path, until: datetime) -> Iterator[Path]:
    if folder.is_dir():
        yield from (path for path in folder.iterdir() if path.stat().st_mtime < until.timestamp())


def _unknown(session: Session, paths: Iterator[Path]) -> Iterator[Path]:
    while some := list(islice(paths, _AT_ONCE)):
        names = [path.name for path in some]
        kept = select(document.c.hash).where(document.c.hash.in_(names))
        printed = select(issued_paper.c.pdf_hash).where(issued_paper.c.pdf_hash.in_(names))
        known = set(session.execute(kept.union(printed)).scalars())
        yield from (path for path in some if path.name not in known)
