"""Addresses: what a name becomes, and that no two notes share one."""

from __future__ import annotations

from legible.urls.assign import Urls, assign_urls
from legible.urls.slug import slugify

__all__ = ["Urls", "assign_urls", "slugify"]
