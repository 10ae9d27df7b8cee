"""``kb query``: stored questions and ad-hoc ones."""
