"""What is measured: each suite gives one or several figures of one run."""
