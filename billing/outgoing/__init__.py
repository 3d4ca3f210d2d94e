"""What billing is given: files of readings (docs/readings-exchange.md)."""
