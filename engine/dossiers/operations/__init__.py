"""The only writers of dossiers: one function is one act of a person or the machine, one transaction, one audit entry."""
