"""Times in any spelling: values, grammar, dates, zones, resolving, display; no postmortems."""
