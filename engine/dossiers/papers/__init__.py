"""Papers of a dossier: what each says, issuing them under numbers, printing them again, the register of a unit."""
