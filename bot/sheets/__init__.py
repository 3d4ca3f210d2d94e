"""Sheets of meters as files: XLSX and CSV, written for people, read as people's programs save them.

Files of strangers are read, and ours written, in a process of their own (`bot.sheets.child`) with limits of
memory and time: what a file does to its reader happens there, and no library stays loaded in the bot.
"""
