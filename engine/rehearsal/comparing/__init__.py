"""Comparing the ways of two versions: which are new, which are gone, which take longer or shorter."""

from engine.rehearsal.comparing.comparing import Changed, Compared, compared
from engine.rehearsal.comparing.told import told

__all__ = ["Changed", "Compared", "compared", "told"]
