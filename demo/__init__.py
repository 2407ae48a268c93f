"""The demo province: its units, people and first dossiers, as data, and what seeds them."""
