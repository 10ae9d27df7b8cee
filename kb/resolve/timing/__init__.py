"""Which event each time and quantity belongs to."""
