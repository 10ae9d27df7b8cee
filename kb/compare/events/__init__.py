"""Same events, and what differs or seems to between their accounts."""
