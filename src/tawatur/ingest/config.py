"""Limits of what is read; each message that refuses an input names the limit it broke."""

from __future__ import annotations

from typing import Final

MAX_BYTES: Final = 20_000_000
"""Largest file that is opened, in bytes."""

MAX_CHARS: Final = 200_000
"""Longest text of one article, in characters; a novel is no article."""

MAX_DEPTH: Final = 1_000
"""Deepest nesting of HTML elements that is given to the parser; pages of news stay under 60."""

MAX_TAGS: Final = 50_000
"""Most HTML tags in one page."""

MAX_PAGE: Final = 5_000_000
"""Longest HTML without scripts and styles, in characters."""

MIN_WORDS: Final = 12
"""Fewest words of main text that make a page an article."""

MAX_RECORDS: Final = 5_000
"""Most records in one .jsonl file."""

MIN_TEXT: Final = 3
"""Fewest words of a record that make it an article; a name under a picture is none, a flash of one line is one."""

MAX_FOLDERS: Final = 100
"""Deepest folder below the one that was named."""

MAX_BROKEN: Final = 1_000
"""So many lines that are no JSON, before the first that is, and the file is given up."""

MAX_RECORD: Final = 20_000_000
"""Largest record of a stream (a line, a page of a web archive, a member of an archive that is text), in bytes."""

MAX_WHOLE: Final = 200_000_000
"""Largest member of an archive that must be in memory as a whole (Parquet), in bytes."""

MAX_UNPACKED: Final = 50_000_000_000
"""Most bytes that one compressed file may come to."""

FREE_UNPACKED: Final = 200_000_000
"""Up to so many unpacked bytes nobody asks for the ratio."""

MAX_RATIO: Final = 100
"""Most unpacked bytes for one packed byte; news stays under 20."""

MAX_MEMBERS: Final = 1_000_000
"""Most members of one archive."""

MAX_NESTING: Final = 6
"""Deepest object of a JSON value in which records are looked for."""
