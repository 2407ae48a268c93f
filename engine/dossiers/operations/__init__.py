"""The only writers of dossiers: one function is one act, one transaction, one audit entry."""
