"""Who is whom across articles, after reviews."""
