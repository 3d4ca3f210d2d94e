"""Incoming side: raw events are stored, then acknowledged."""
