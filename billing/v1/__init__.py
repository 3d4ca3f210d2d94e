"""Exchange format v1: tables, values and rows of the files a supplier hands over."""
