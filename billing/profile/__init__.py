"""Mapping profiles: a supplier's own CSV or DBF files read as exchange format v1."""
