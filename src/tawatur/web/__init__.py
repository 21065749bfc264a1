"""A collection as pages and as an interface for other programs (`tawatur serve`)."""
