"""Electronic bills beside people's turns: bills are sent, and what has to end ends (docs/ebill.md)."""
