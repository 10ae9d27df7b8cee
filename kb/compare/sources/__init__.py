"""Text reuse, credits and origins: whose text it is."""
