"""Claim against claim: does one line assert, pass on, doubt or deny what another claims?

Headlines and clauses that refute a claim seldom repeat it with a "not": they call it a hoax, or shoot down a report.
:func:`kb.compare.positions.stance.decision.attitude` reads these signs around the words that two lines have in common.
"""
