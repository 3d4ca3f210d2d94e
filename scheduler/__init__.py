"""Ticks that plan housekeeping and reminders."""
