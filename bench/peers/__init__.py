"""The rivals: bots as their libraries' own documentation writes them. Each is a program of its own."""
