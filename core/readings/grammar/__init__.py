"""The grammar of readings: from the words of a message to numbers that may be a reading (docs/readings-grammar.md)."""
