"""Working calendars as data of an installation: the calendars of offices and the yearly lists of public holidays."""
