"""Walking every path of a definition through the real advance()."""

from engine.rehearsal.exploring import MOST_ACTS, Cancelled
from engine.rehearsal.rehearsing import Rehearsal, rehearse, rehearse_bundle
from engine.rehearsal.report import as_data, as_entry
from engine.rehearsal.telling import Story

__all__ = ["MOST_ACTS", "Cancelled", "Rehearsal", "Story", "as_data", "as_entry", "rehearse", "rehearse_bundle"]
