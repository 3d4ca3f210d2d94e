"""Outgoing side: rendering, senders and the delivery of effects."""
