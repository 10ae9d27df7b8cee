"""Find or make the store that an address means, and refuse what is none."""

from __future__ import annotations

from collections.abc import Mapping

from kb.config import DEFAULT_BASE, ServerSettings
from kb.errors import KBError, StoreError
from kb.store.address import address_of
from kb.store.server import ServerStore, answered, solutions_in
from kb.store.updates import VERSION, Layout, marks, version_marked
from kb.store.wire import Wire


def open_server(
    store: str,
    *,
    create: bool = False,
    read_only: bool = False,
    base_iri: str | None = None,
    server: ServerSettings | None = None,
    environment: Mapping[str, str] | None = None,
) -> ServerStore:
    """Open the store at an address.

    Args:
        store: The address.
        create: Make it where the server has none; data of others on the same server stay as they are.
        read_only: Take no updates.
        base_iri: What instance IRIs must begin with; ``None`` takes what the store was created with.
        server: Paths, timeout and retries.
        environment: Where credentials are looked for; ``os.environ`` by default.

    Raises:
        StoreError: nobody answers, we are turned away, there is no store, several, or one of another version or base.
    """
    chosen = server or ServerSettings()
    address = address_of(store, chosen, environment)
    wire = Wire(address, timeout=chosen.timeout, retries=chosen.retries)
    try:
        found = _bases(wire)
        base = _base(found, base_iri, address.name, create=create)
        if base not in found:
            _create(wire, Layout(base))
        elif found[base] != VERSION:
            raise StoreError(
                f"The store {address.name} has version {found[base] or '?'}; this is version {VERSION}.",
                hint="Use the claimgraph that made it to export it as N-Quads, and `kb import` the file elsewhere.",
            )
    except KBError:
        wire.close()
        raise
    return ServerStore(wire, Layout(base), name=address.name, read_only=read_only, batch=chosen.batch)


def _bases(wire: Wire) -> dict[str, str]:
    """Give base and version of each store on the server."""
    rows = solutions_in(answered(wire, marks()), wire.address.name)
    return {row["base"].value: version_marked(row["mark"].value) for row in rows}  # type: ignore[union-attr]


def _base(found: Mapping[str, str], asked: str | None, name: str, *, create: bool) -> str:
    """Choose the store that is meant.

    Raises:
        StoreError: there is none and none may be made, it has another base, or it may be any of several.
    """
    if asked in found or (not found and create):
        return asked or DEFAULT_BASE
    bases = ", ".join(sorted(found))
    if not found:
        raise StoreError(
            f"There is no store at {name}.", hint=f"Make one with `kb ingest FILE… --store {name}`, or name another."
        )
    if asked is None and len(found) == 1:
        return next(iter(found))
    if asked is not None and create:
        return asked
    if asked is None:
        raise StoreError(f"The server {name} holds several stores: {bases}.", hint="Set base_iri in kb.toml to one.")
    raise StoreError(
        f"The store {name} was created with the base {bases}, not {asked}.",
        hint="Set base_iri in kb.toml to that, or ingest into a new store.",
    )


def _create(wire: Wire, layout: Layout) -> None:
    wire.ask(wire.address.update, content=layout.marking().encode(), type_="application/sparql-update")
