"""Regular expressions of XPath run safely: translated to RE2, which cannot blow up, or timed where RE2 cannot go."""
