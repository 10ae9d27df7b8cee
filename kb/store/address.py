"""Where a store on a server answers, and who asks: ``http://host:7878/``, ``sparql+https://name:password@host/path``.

Credentials come from the address or from the environment (``KB_STORE_TOKEN``, or ``KB_STORE_USER`` and
``KB_STORE_PASSWORD``), never from a file, and are left out of every name and message.
"""

from __future__ import annotations

import os
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import SplitResult, unquote, urljoin, urlsplit

from kb.config import ServerSettings
from kb.errors import StoreError

_EXPORTS = (".nq", ".nquads", ".trig")
_SCHEMES = ("http", "https")
_EXAMPLE = "Give an address such as http://127.0.0.1:7878/, or the name of a folder."


@dataclass(frozen=True, slots=True)
class Address:
    """The services of one store on a server.

    Attributes:
        name: The address as it may be shown, without credentials.
        query: Address of the SPARQL query service.
        update: Address of the SPARQL update service.
        graphs: Address of the Graph Store Protocol; empty where the server has none.
        authorization: Value of the header of that name; empty for nobody.
    """

    name: str
    query: str
    update: str
    graphs: str
    authorization: str = field(default="", repr=False)


def is_address(store: str) -> bool:
    """Tell whether a store is named by an address and not by a folder."""
    return "://" in store


def is_export(store: str) -> bool:
    """Tell whether a store is named by a file with an export and not by a folder."""
    return store.lower().endswith(_EXPORTS) and Path(store).is_file()


def address_of(store: str, server: ServerSettings, environment: Mapping[str, str] | None = None) -> Address:
    """Read the address of a store.

    Args:
        store: What the user named.
        server: Paths of the services, relative to the address, or addresses of their own.
        environment: ``os.environ`` by default.

    Raises:
        StoreError: it is no address of a SPARQL server.

    >>> address_of("sparql+http://ana:s3cret@localhost:7878", ServerSettings(), {}).query
    'http://localhost:7878/query'
    """
    parts, port = _parts_of(store)
    host = f"[{parts.hostname}]" if ":" in str(parts.hostname) else str(parts.hostname)
    name = f"{parts.scheme}://{host}{port}{parts.path.rstrip('/')}/"
    services = [urljoin(name, path) if path else "" for path in (server.query, server.update, server.graphs)]
    for service in filter(None, services):
        if urlsplit(service)[:2] != urlsplit(name)[:2]:  # whoever gets the password was named by the user as the store
            raise StoreError(
                f"The service {service} is on another server than the store {name}.",
                hint="Name services of one server under [server] in kb.toml.",
            )
    known = os.environ if environment is None else environment
    return Address(name, services[0], services[1], services[2], _authorization(parts, known))


def _parts_of(store: str) -> tuple[SplitResult, str]:
    """Take an address apart; nothing of it is repeated in an error, as it may hold a password."""
    try:
        parts = urlsplit(store.strip().removeprefix("sparql+"))
        port = f":{parts.port}" if parts.port else ""
    except ValueError as error:
        raise StoreError("The address of the store does not parse.", hint=_EXAMPLE) from error
    if parts.scheme not in _SCHEMES or not parts.hostname:
        raise StoreError(f"No store is reached by {parts.scheme or 'this'}://.", hint=_EXAMPLE)
    if parts.query or parts.fragment:
        raise StoreError(
            "The address of the store has a question mark or a number sign in it.",
            hint="Name the paths of its services under [server] in kb.toml; encode these characters in a password.",
        )
    return parts, port


def _authorization(parts: SplitResult, environment: Mapping[str, str]) -> str:
    token = environment.get("KB_STORE_TOKEN", "").strip()
    user = unquote(parts.username or "") or environment.get("KB_STORE_USER", "")
    password = unquote(parts.password or "") or environment.get("KB_STORE_PASSWORD", "")
    if parts.username is None and token:
        if not (token.isascii() and token.isprintable()):
            raise StoreError("KB_STORE_TOKEN holds what no header may.", hint="Set it to the token alone.")
        return f"Bearer {token}"
    return f"Basic {b64encode(f'{user}:{password}'.encode()).decode()}" if user else ""
