"""Running dossiers: every act on a dossier is an operation here, every screen reads its queries."""
