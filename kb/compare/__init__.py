"""Claims → what differs: origins, quotations, discrepancies."""
