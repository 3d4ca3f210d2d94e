"""The grammar of readings: numbers that may be a reading, heard in a message (docs/readings-grammar.md)."""
