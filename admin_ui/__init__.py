"""The web interface: Flask blueprints and templates; no rule of law or of process lives here."""
