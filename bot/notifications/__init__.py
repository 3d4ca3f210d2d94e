"""Notifications beside people's turns: planned, chosen, put into words, handed to the outbox."""
