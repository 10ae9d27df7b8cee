"""Invented news: corpora of any size whose claims, origins, discrepancies and look-alikes are known beforehand."""
