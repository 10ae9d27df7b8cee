"""Time expressions: found in the text, resolved against the day of publication, left open where nobody can know."""

from kb.resolve.dates.resolved import times_in

__all__ = ["times_in"]
