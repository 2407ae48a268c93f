"""From the words of a sheet to the codes of a declaration: who, what kind of work, how it can end, what it produces."""
