"""Files and bytes to articles: encodings, pages, records, metadata, and what can't be read."""

from .encoding import Decoded, decode
from .files import read_inputs, read_paths, unique_ids
from .language import detect
from .result import InputProblem, ReadResult

__all__ = [
    "Decoded", "InputProblem", "ReadResult", "decode", "detect", "read_inputs", "read_paths", "unique_ids",
]
