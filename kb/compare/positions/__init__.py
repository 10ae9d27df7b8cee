"""Yes and no, perhaps, no longer: what one text holds against another."""
