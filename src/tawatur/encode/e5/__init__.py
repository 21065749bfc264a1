"""multilingual-e5-small: sentence embedding and token states in one pass, nothing downloaded."""

from .encoder import E5Encoder
from .weights import ModelError

__all__ = ["E5Encoder", "ModelError"]
