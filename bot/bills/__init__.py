"""The bill of a month as a PDF: gathered when it is sent, worded here, printed by a process of its own."""
