"""Where trials happen: one SQLite file per trial, beside and never inside the real database.

Whatever lists, counts, numbers, reminds or reports reads one database; a trial is another one, so nothing of it can be
seen there, whoever writes the next query.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine, create_engine

from engine.platform import engines, migrate
from engine.platform.errors import Missing
from engine.text import Text

FOLDER = "trials"
_KEPT = 16
_ENDINGS = ("", "-wal", "-shm")
_open: OrderedDict[Path, Engine] = OrderedDict()
_guard = threading.Lock()


@dataclass(frozen=True)
class Spaces:
    """The trials of one installation."""

    var: Path

    def engine(self, trial_id: int) -> Engine:
        """The database of a trial, at the schema of this program. Raises ``Missing`` when its file is gone."""
        path = self.path(trial_id)
        if not path.exists():
            raise Missing(
                Text("Dữ liệu của lượt chạy thử này không còn.", "The data of this trial are gone."),
                Text("Mở một lượt chạy thử mới ở tab Chạy thử.", "Start a new trial on the Trial tab."),
            )
        return self._opened(path)

    def furnish(self, trial_id: int) -> Engine:
        """Make the empty database of a new trial."""
        path = self.path(trial_id)
        path.parent.mkdir(parents=True, exist_ok=True)
        return self._opened(path)

    def remove(self, trial_id: int) -> None:
        """Delete everything a trial wrote; nothing to do when it is gone already."""
        path = self.path(trial_id)
        with _guard:
            engine = _open.pop(path, None)
        if engine is not None:
            engine.dispose()
        for ending in _ENDINGS:
            path.with_name(path.name + ending).unlink(missing_ok=True)

    def path(self, trial_id: int) -> Path:
        """The file of a trial."""
        return self.var / FOLDER / f"{trial_id}.db"

    def files(self, trial_id: int) -> Path:
        """The folder of the papers handed in during a trial."""
        return self.var / FOLDER / f"{trial_id}.files"

    @staticmethod
    def _opened(path: Path) -> Engine:
        with _guard:
            if path in _open:
                _open.move_to_end(path)
                return _open[path]
            engine = create_engine(f"sqlite:///{path}")
            engines.prepare(engine)
            if not migrate.is_current(engine):
                migrate.upgrade(engine)
            _open[path] = engine
            while len(_open) > _KEPT:
                _, oldest = _open.popitem(last=False)
                oldest.dispose()
            return engine
