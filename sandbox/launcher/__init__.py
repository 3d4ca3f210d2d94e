"""`python -m sandbox`: the product as it is, beside its emulators, with demo data. See docs/sandbox.md."""

from __future__ import annotations
