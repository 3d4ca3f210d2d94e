"""Speed and memory of the bot, measured beside its rivals in the same run (docs/bench.md)."""
