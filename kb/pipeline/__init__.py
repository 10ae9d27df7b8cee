"""The order of the stages, and nothing else: the only place that knows them all.

::

    reading     article → record        (extract, resolve)
    deriving    records → comparison    (resolve, compare)
    standing    records + reviews → records and agents as they stand   (resolve, graph)
    ingesting   files → store           (ingest, library: reading, standing, deriving, graph, store)
    curating    decisions of people → reviews in the store, and all that follows   (library)
    showing     store → agents, for people who are to decide               (query, resolve)
    asking      store → rows            (query)
    exchanging  store ↔ files           (export, store, check)

Everything heavy (spaCy, pySHACL, rdflib) is imported by the function that needs it, so that a
query starts without them.
"""
