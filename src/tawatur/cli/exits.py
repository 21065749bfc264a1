"""Exit codes that belong to the command line; those of errors stand in `errors.py`."""

from __future__ import annotations

from typing import Final

PARTIAL: Final = 7
"""Done, but at least one input was left out (the lines on stderr say which and why)."""

UNHEALTHY: Final = 8
"""`tawatur doctor` found something wrong that is not mended."""

INTERRUPTED: Final = 130
"""Stopped from the keyboard."""

HELP: Final = """\b
Exit codes:
  0  done
  1  unexpected error
  2  wrong usage, or fewer than two articles to compare
  3  an input can't be read as an article
  4  the articles are in a language that is not read
  5  the output can't be written
  6  a language data file is broken
  7  done, but some inputs were left out (see the lines on stderr)
  8  `tawatur doctor` found something wrong that is not mended
 10  a collection's database can't be used; 11 busy, 12 disk full, 13 read-only,
     14 of a newer version, 15 damaged
 16  nothing can listen at this address or port
130  stopped from the keyboard
"""
