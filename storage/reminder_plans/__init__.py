"""What is planned: one file for each kind of notification, with the statement that finds whom it is for."""
