"""Notes as HTML: every page of a site, in this process or in others, with no host in sight."""

from __future__ import annotations

from legible.rendering.pages import KeptContent, Record, record_of
from legible.rendering.recipe import COMMONMARK, PYTHON, Recipe, are_closed
from legible.rendering.rendered import Rendered
from legible.rendering.renderer import Job, Renderer
from legible.rendering.surroundings import Question, Surroundings

__all__ = [
    "COMMONMARK",
    "PYTHON",
    "Job",
    "KeptContent",
    "Question",
    "Recipe",
    "Record",
    "Rendered",
    "Renderer",
    "Surroundings",
    "are_closed",
    "record_of",
]
