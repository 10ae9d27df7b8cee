"""Wikidata items for agents, proposed by a service that speaks the Reconciliation Service API 0.2.

Off unless somebody names a service. A request holds the names of agents and their types, and nothing else.

Source: https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/
"""
