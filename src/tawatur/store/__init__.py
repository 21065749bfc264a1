"""A collection on disk: SQLite or PostgreSQL. Knows the model alone; rules of language are handed in."""

from .compared import Compared
from .salvage import rescue
from .store import Store, open_store
from .words import SearchWords, Word

__all__ = ["Compared", "SearchWords", "Store", "Word", "open_store", "rescue"]
