"""Notes as HTML: every page of a site, in this process or in others, with no host in sight."""

from __future__ import annotations

from legible.rendering.pages import KeptContent, Record, keep_content, recall_content, record_of
from legible.rendering.questions import Question
from legible.rendering.recalled import Recalled
from legible.rendering.recipe import COMMONMARK, PYTHON, Recipe, are_closed
from legible.rendering.rendered import Rendered
from legible.rendering.renderer import Job, Renderer
from legible.rendering.surroundings import Surroundings

__all__ = [
    "COMMONMARK",
    "PYTHON",
    "Job",
    "KeptContent",
    "Question",
    "Recalled",
    "Recipe",
    "Record",
    "Rendered",
    "Renderer",
    "Surroundings",
    "are_closed",
    "keep_content",
    "recall_content",
    "record_of",
]
