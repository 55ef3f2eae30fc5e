"""Terminal plumbing: a driver that loses nothing, an output stage that sends only what changed."""
