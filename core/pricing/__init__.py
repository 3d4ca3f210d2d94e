"""What consumption costs: price lists, ranges of a month, zones, validity; exact, and unknown where it is."""
