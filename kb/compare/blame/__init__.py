"""Who is blamed for what, by whom, and where two accounts name different parties."""
