"""What we tell people unasked: the kinds, who wants what, what is planned, where it goes."""
