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
