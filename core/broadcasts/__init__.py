"""What the supplier tells many at once: whom, in which words, how far it has come."""
