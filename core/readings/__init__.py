"""Readings: how they are heard, whose meter they are of, whether they can be right, what becomes of them."""
