"""The version of the program, as `/health` tells it."""

VERSION = "0.1.0"
