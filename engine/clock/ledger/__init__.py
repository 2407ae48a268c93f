"""The ledger of a dossier's clock: its events read in order into stops, runs and appointments."""
