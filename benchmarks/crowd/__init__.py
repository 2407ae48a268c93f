"""A province of any size to measure on: its units and people, and as many dossiers as wanted, loaded in minutes."""
