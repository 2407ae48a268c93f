"""Walking every path of a definition through the real advance()."""
