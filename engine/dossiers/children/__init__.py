"""Child dossiers: a part of a dossier done as a dossier of its own, at another unit of ours."""
