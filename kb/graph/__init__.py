"""Model objects → quads, and back."""
