"""House styles: how an outlet prints days, numbers, sums, names with offices, and quotation marks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random

# English, whatever the locale is
_MONTHS, _SHORT, _DAYS, _ONES, _TENS, _RANKS = (
    tuple(words.split())
    for words in (
        "January February March April May June July August September October November December",
        "Jan. Feb. March April May June July Aug. Sept. Oct. Nov. Dec.",
        "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen",
        "- - twenty thirty forty fifty sixty seventy eighty ninety",
        "second third fourth fifth sixth seventh eighth ninth",
    )
)


@dataclass(frozen=True, slots=True)
class Printed:
    """A value in print.

    Attributes:
        text: The words.
        skip: How many leading characters ("on ") do not belong to the value.
        size: How many characters belong to it; all that follow by default.
        titled: What does not belong to it is an office.
    """

    text: str
    skip: int = 0
    size: int = -1
    titled: bool = False


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """Habits of one outlet.

    Attributes:
        days: ``us`` (March 12, 2021), ``short`` (Oct. 3, 2021), ``uk`` (12 March 2021), ``long`` (with the weekday), or
            ``weekday`` (that alone).
        words: Numbers below a hundred are spelled out.
        dollars: ``sign`` ($4.2 million) or ``word`` (4.2 million dollars).
        curly: Quotation marks are.
        title_first: "Harbour Master Ana Ruiz", or "Ana Ruiz, the harbour master".
    """

    days: str
    words: bool
    dollars: str
    curly: bool
    title_first: bool

    @classmethod
    def drawn(cls, random: Random, days: tuple[str, ...] = ("us", "short", "uk", "long", "weekday")) -> HouseStyle:
        """Draw a style."""
        return cls(
            random.choice(days),
            random.random() < 0.4,
            random.choice(("sign", "word")),
            random.random() < 0.6,
            random.random() < 0.5,
        )

    def day(self, day: date, form: str = "") -> Printed:
        """Print a day; ``form`` overrides the habit: ``yearless``, ``month`` alone, or ``since`` a month."""
        month, short = _MONTHS[day.month - 1], _SHORT[day.month - 1]
        forms = {
            "us": f"on {month} {day.day}, {day.year}",
            "short": f"on {short} {day.day}, {day.year}",
            "uk": f"on {day.day} {month} {day.year}",
            "long": f"on {_DAYS[day.weekday()]}, {month} {day.day}, {day.year}",
            "weekday": f"on {_DAYS[day.weekday()]}",
            "yearless": f"on {day.day} {month}" if self.days == "uk" else f"on {month} {day.day}",
            "month": f"in {month} {day.year}",
            "since": f"{month} {day.year}",
        }
        return Printed(forms[form or self.days], 0 if form == "since" else 3)

    def number(self, number: int, *, opening: bool) -> Printed:
        """Print a number; at the opening of a sentence always in words where they are few."""
        if number < 10 or (number < 100 and (self.words or opening)):
            return Printed(spelled(number))
        return Printed(f"{number:,}")

    def money(self, millions: float, *, opening: bool) -> Printed:
        """Print a sum of millions of dollars."""
        if self.dollars == "sign" or opening:
            return Printed(f"${millions:g} million")
        return Printed(f"{millions:g} million dollars")

    def person(self, name: str, office: str, state: str = "") -> Printed:
        """Print a person with an office, and the state whose it is; the name itself is the value."""
        if self.title_first:
            title = f"{state}'s {office.title()}" if state else office.title()
            return Printed(f"{title} {name}", len(title) + 1, titled=True)
        office = f"{office} of {state}" if state else office
        return Printed(f"{name}, the {office},", 0, len(name), titled=True)

    def quoted(self, text: str) -> str:
        """Give text with the quotation marks of the house, one character for one."""
        return text if self.curly else text.replace("“", '"').replace("”", '"')


def ordinal(number: int) -> str:
    """Spell a rank from the second to the ninth."""
    return _RANKS[number - 2]


def spelled(number: int) -> str:
    """Spell a number below a hundred."""
    if number < len(_ONES):
        return _ONES[number]
    tens, ones = divmod(number, 10)
    return _TENS[tens] + (f"-{_ONES[ones]}" if ones else "")
