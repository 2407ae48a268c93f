"""An office's own sheets on their way to working copies: sent, read in a child, corrected, accepted, compared."""
