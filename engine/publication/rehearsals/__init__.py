"""Rehearsals of working copies: runs that go on beside the screens, and plays people have begun."""
