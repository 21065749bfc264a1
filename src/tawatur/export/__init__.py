"""A `Comparison` as a page, as Markdown, as terminal text, as a notebook picture.

Nothing here looks at anything but the Comparison, whose records hold the words they point to.
"""
