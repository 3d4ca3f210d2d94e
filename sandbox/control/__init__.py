"""Control API: act as people, look inside, break things, move the clock. See docs/sandbox.md."""

from __future__ import annotations
