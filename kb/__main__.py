"""``python -m kb``: the same command."""

from kb.cli.app import main

main()
