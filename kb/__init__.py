"""Who claimed what, where they said it, and what else was said."""
