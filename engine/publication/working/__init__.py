"""Working copies: where a procedure is declared. Every edit is a saved revision; undo and redo move between them."""

from __future__ import annotations
