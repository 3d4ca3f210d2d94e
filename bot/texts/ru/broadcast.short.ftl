### What the supplier tells many at once: short form (SMS).

broadcast-words = { $words }
broadcast-end = {""}
broadcast-legal = {""}
