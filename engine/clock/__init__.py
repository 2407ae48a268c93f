"""Working calendars and the legal clock: due dates that explain themselves."""
