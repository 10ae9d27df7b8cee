"""Statements → claims: dates, quantities, agents, and which clauses say the same."""
