"""Numbers of a text: what they count, measure, rank or pay."""
