"""Working calendars: hours, exceptions, built-in lists, and calendars written as JSON."""
