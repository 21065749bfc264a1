"""Feeds and pages from the web to articles, politely and safely.

What may be reached is decided in `guard`, one request in `client`, manners in `polite` and `robots`,
what is asked in which order in `run` and `lanes`; `feeds`, `sitemaps`, `pages`, `opml` read.
"""

from .settings import FetchSettings, settings_from

__all__ = ["FetchSettings", "settings_from"]
