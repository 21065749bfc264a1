"""What is loaded once is loaded before the first reader comes: else the first dozen would each load it, and all would wait."""

from __future__ import annotations

from .site import Site


def warm(site: Site) -> None:
    """Compile the templates and read the data of the language: a second or so."""
    for name in site.templates.list_templates(extensions=["html"]):
        site.templates.get_template(name)
    assert site.collection.resources is not None
