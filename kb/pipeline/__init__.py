"""The order of the stages, and nothing else: the only place that knows them all.

::

    reading     article → record        (extract, resolve)
    deriving    records → comparison    (resolve, compare)
    ingesting   files → store           (ingest, reading, deriving, graph, store)
    asking      store → rows            (query)
    exchanging  store ↔ files           (export, store, check)

Everything heavy (spaCy, pySHACL, rdflib) is imported by the function that needs it, so that a
query starts without them.
"""
