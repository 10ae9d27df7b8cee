"""Memory of what followed from what: a large family of copies gains one article, and little of it becomes different."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from kb.tables import Recent

Result = TypeVar("Result")

_ARTICLES = 1_000


class Memo:
    """Results by article and name, each with what it followed from; only the last one is kept, of the last articles.

    It changes no outcome: a result is given again only where everything that it follows from is equal.
    """

    def __init__(self) -> None:
        """Begin without results."""
        self._known: Recent[str, dict[Any, tuple[tuple[Any, ...], Any]]] = Recent(_ARTICLES)

    def of(self, article: str, name: object, make: Callable[..., Result], *given: object) -> Result:
        """Give ``make(*given)``, from memory where it was made of the same before.

        Args:
            article: With whom the result is forgotten.
            name: Of the result, among those of the article.
            make: A function of what is given alone.
            given: What it follows from; compared by value, at once where it is the same object.
        """
        known_of = self._known.get(article)
        if known_of is None:
            known_of = {}
            self._known.put(article, known_of)
        before = known_of.get(name)
        if before is not None and before[0] == given:
            known: Result = before[1]
            return known
        made = make(*given)
        known_of[name] = given, made
        return made

    def forget(self, article: str) -> None:
        """Forget all results of an article."""
        self._known.drop(article)
