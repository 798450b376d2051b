"""`python -m briefing`: the command line, also where scripts are not on the path."""

from briefing.cli import main

main()
