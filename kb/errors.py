"""Every error we raise on purpose.

::

    KBError                   exit code 3: an input could not be used
    ├── UsageError            2: the question was wrong
    │   ├── QueryError        2: an unknown query, a wrong parameter, a query that does not parse
    │   └── PluginError       2: an unknown or uninstalled extractor, store or exporter
    ├── InputError            3: a file, URL or manifest could not be used
    │   └── ReadingError      3: an extractor could not read one article
    ├── EndpointError         3: a service that every input needs does not answer, or turns us away
    ├── SpanError             3: offsets and words disagree
    ├── StoreError            4: locked, full, corrupt, read-only, another version, not a store
    └── LimitError            5: time, rows or memory ran out
"""

from __future__ import annotations


class KBError(Exception):
    """What went wrong, how to fix it, where to read more."""

    exit_code = 3  # what the command line returns: an input could not be used; 2 means the question was wrong

    def __init__(self, problem: str, *, hint: str = "", see: str = "") -> None:
        """Keep the three parts apart; callers decide how to lay them out."""
        super().__init__(problem)
        self.problem, self.hint, self.see = problem, hint, see

    def __str__(self) -> str:
        """Give one part per line, leaving out the empty ones."""
        labelled = (("", self.problem), ("Fix: ", self.hint), ("See: ", self.see))
        return "\n".join(label + part for label, part in labelled if part)


class UsageError(KBError):
    """The question was wrong."""

    exit_code = 2


class QueryError(UsageError):
    """An unknown query, a missing or mistyped parameter, a query that does not parse."""


class PluginError(UsageError):
    """An extractor, store or exporter that nobody registered, or whose packages are missing."""


class InputError(KBError):
    """A file, URL or manifest could not be used."""


class ReadingError(InputError):
    """An extractor could not read one article; others may well be readable."""


class EndpointError(KBError):
    """A service that every input needs does not answer, or turns us away."""


class SpanError(KBError):
    """Offsets and words disagree."""


class StoreError(KBError):
    """The store could not be used."""

    exit_code = 4


class LimitError(KBError):
    """A limit of time, rows or memory was reached."""

    exit_code = 5
