"""Language: normalising with a map back, tokens, clitics, calendars, and the data files."""
