"""A collection as tools of a language model (Model Context Protocol, `tawatur mcp`)."""
