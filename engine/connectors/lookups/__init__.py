"""Reading other databases: only queries an administrator has written down, only reading, only a few rows."""
