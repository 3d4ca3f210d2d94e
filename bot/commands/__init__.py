"""What the command line can do, a module a command. Nothing here imports the bot's edges but `run`."""
