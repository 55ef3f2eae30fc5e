"""Questions: what a postmortem template asks, read from its Markdown. Knows no answers."""
