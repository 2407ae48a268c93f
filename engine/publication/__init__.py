"""From declared files to an immutable published version: checks, compile, store."""
