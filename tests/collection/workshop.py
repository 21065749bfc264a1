"""Invented articles, annotated alone as a collection keeps them, and stories made of them."""

from __future__ import annotations

from tawatur.encode.lexical import LexicalEncoder
from tawatur.heads.reading import Models
from tawatur.lang.resources import Resources
from tawatur.model import Article, Comparison
from tawatur.pipeline import annotate_articles, annotation_only, compare_articles


def article(id: str, outlet: str, day: str | None, text: str, title: str | None = None) -> Article:
    return Article(
        id=id, text=text, outlet=outlet, outlet_how="given", published=day, published_how="given" if day else None, title=title)


def read(resources: Resources, *articles: Article) -> list[Comparison]:
    return [annotation_only(annotate_articles([a], resources), resources, ()) for a in articles]


def compared(resources: Resources, *articles: Article) -> Comparison:
    return compare_articles(list(articles), resources, Models(LexicalEncoder()))
