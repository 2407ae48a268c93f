"""Statistics and event logs over dossiers."""
