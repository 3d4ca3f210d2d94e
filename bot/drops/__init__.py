"""The watched drop folder of the running bot: billing's files are imported by themselves."""
