"""Draws the shipped Word templates: ``python -m engine.documents.printing.drawing`` writes them all anew."""
