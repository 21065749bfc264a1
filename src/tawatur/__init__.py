"""Tawatur reads what several Arabic outlets tell of one event and shows who says what."""

__version__ = "0.1.0"
