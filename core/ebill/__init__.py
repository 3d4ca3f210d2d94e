"""The electronic bill: how the bill of an account comes, and since when (docs/ebill.md)."""
