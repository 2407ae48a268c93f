"""Legs: the parts of a dossier that other agencies handle, each with a date, a status and a last contact of its own."""
