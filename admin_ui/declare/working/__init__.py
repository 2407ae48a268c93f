"""The screens of a working copy: each tab edits one part of the same files and saves at once."""

from __future__ import annotations
