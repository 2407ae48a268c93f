"""Trials: a revision of a working copy runs as real dossiers in a database of its own, apart from everything real."""
