"""Files of a dossier, content-addressed, and the code pictures printed on papers."""
