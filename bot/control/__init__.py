"""The door of the running bot for the command line: one Unix socket beside the SQLite database.

SQLite has one writer, and while the bot runs it is the bot. A command that writes hands its work over here:
a line of JSON a request, a line of JSON an answer.
"""
