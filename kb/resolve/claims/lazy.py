"""Properties that are worked out once, when somebody asks: as ``functools.cached_property``, without its lock."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

Value = TypeVar("Value")


class once(Generic[Value]):  # noqa: N801 -- it reads like the decorator that it is
    """A property of a frozen object that is worked out at most once."""

    def __init__(self, found: Callable[[Any], Value]) -> None:
        """Take the method that finds the value."""
        self._found = found
        self.__doc__ = found.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        """Learn the name under which the value is kept."""
        self._name = name

    @overload
    def __get__(self, one: None, owner: type) -> once[Value]: ...

    @overload
    def __get__(self, one: object, owner: type) -> Value: ...

    def __get__(self, one: object | None, owner: type) -> once[Value] | Value:
        """Find the value, and keep it where it is looked for first."""
        if one is None:
            return self
        value = one.__dict__[self._name] = self._found(one)
        return value
