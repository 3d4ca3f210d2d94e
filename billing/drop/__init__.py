"""A folder that billing drops its files into: when a set is complete, where it goes, never half of it."""
