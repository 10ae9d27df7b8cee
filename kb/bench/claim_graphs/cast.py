"""Who and where: invented people, bodies, places and papers, each a function of its number alone.

A cast that needs no memory lets any story be told by itself. How often somebody appears falls with his number as in
Zipf's law, since that is how names are shared by the stories of a newsroom: a few in hundreds, most in one.
"""

from __future__ import annotations

from functools import cache
from random import Random

from kb import ids
from kb.model import Agent, AgentType

PEOPLE, BODIES, PLACES, OUTLETS, AGENCIES = 5_000, 600, 200, 40, 5
OFFICES = ("director", "spokesperson", "deputy director", "secretary", "inspector", "treasurer")


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_GIVEN = _words("""Alba Bruna Corin Dagny Edda Farid Greta Hanne Idris Jorun Kaia Lazar Maelin Nerys Odile Pavel
Ragna Sabela Tilde Ulrik Vesna Wanda Xenia Yorick Zoran""")
_SURNAME = _words("""Askel Bram Corvas Dalmer Elkan Fenwar Galdor Halvor Irmen Jorvan Kalten Larken Melgar Nordal Olvar
Perrin Quarl Radvan Selmor Tarkin""")
_SURNAME_END = _words("sen ov ini ley ard une ier wyn eth man")
_PLACE = _words("""Alder Barrow Crane Dun Elm Fern Glass Hollow Iron Juniper Kestrel Linden Marsh North Osprey Pine
Quarry Raven Stone Thorn""")
_PLACE_END = _words("ford haven wick mouth bridge ton field stead by holm")
_BODY = (
    "Port Authority",
    "Transport Union",
    "Health Board",
    "Water Works",
    "Rail Company",
    "Chamber of Commerce",
    "Planning Court",
    "Football Association",
    "Energy Council",
    "Fisheries Office",
    "Research Institute",
    "Fire Brigade",
)
_PAPER = ("Courier", "Gazette", "Herald", "Observer", "Mirror", "Tribune", "Ledger", "Chronicle")
_WIRES = ("Coastline Wire", "Meridian Press Service", "Upland News Agency", "Harbour Dispatches", "Lantern Wire")


def often_low(random: Random, count: int) -> int:
    """Draw a number below ``count``; n comes about 1/n as often as the first one.

    >>> draws = [often_low(Random(seed), 1000) for seed in range(400)]
    >>> min(draws) == 0, max(draws) < 1000, sum(number < 32 for number in draws) > 120
    (True, True, True)
    """
    return int(count ** random.random()) - 1


@cache
def place(number: int) -> Agent:
    """Give a town."""
    name = _PLACE[number % 20] + _PLACE_END[number // 20 % 10]
    return Agent(ids.agent(name), name, AgentType.PLACE)


@cache
def body(number: int) -> Agent:
    """Give a body; it is part of the town that it is named after."""
    home = place(number * 7 % PLACES)
    name = f"{home.name} {_BODY[(number + number // PLACES) % len(_BODY)]}"
    short = "".join(word[0] for word in name.split())
    return Agent(ids.agent(name), name, AgentType.ORGANIZATION, (short,), part_of=(home.id,))


@cache
def person(number: int) -> Agent:
    """Give a person; one in four is known elsewhere."""
    surname = _SURNAME[number // 25 % 20] + _SURNAME_END[number // 500 % 10]
    name = f"{_GIVEN[number % 25]} {surname}"
    elsewhere = f"http://www.wikidata.org/entity/Q{900_000_000 + number}" if number % 4 == 0 else ""
    return Agent(ids.agent(name), name, AgentType.PERSON, (surname,), elsewhere, registered=bool(elsewhere))


def employer(number: int) -> Agent:
    """Give the body that a person speaks for."""
    return body(number * 11 % BODIES)


def office(number: int) -> str:
    """Give the office that a person has there."""
    return OFFICES[number % len(OFFICES)]


@cache
def outlet(number: int) -> Agent:
    """Give a newspaper."""
    name = f"{place(number * 13 % PLACES).name} {_PAPER[number % len(_PAPER)]}"
    return Agent(ids.agent(name), name, AgentType.ORGANIZATION, registered=True)


@cache
def agency(number: int) -> Agent:
    """Give a news agency."""
    name = _WIRES[number]
    return Agent(ids.agent(name), name, AgentType.ORGANIZATION, registered=True)
