"""Offices and namesakes."""
