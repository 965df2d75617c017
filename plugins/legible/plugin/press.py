"""What makes the content of a build's pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from legible.rendering import Renderer

if TYPE_CHECKING:
    from legible.rendering import Job, Recipe, Rendered, Surroundings

__all__ = ["PagePress"]


class PagePress:
    """Renders the pages of one build, once the site around them is known."""

    def __init__(self, recipe: Recipe) -> None:
        """Take how notes are read."""
        self.recipe = recipe
        """How notes are read."""
        self._around: Surroundings | None = None
        self._renderer: Renderer | None = None

    def place(self, around: Surroundings) -> None:
        """Take the site; before that nothing is rendered."""
        self._around = around
        self._renderer = Renderer(around, self.recipe)

    def rendered(self, job: Job) -> Rendered:
        """Return the content of a page."""
        assert self._renderer is not None  # noqa: S101  no page is rendered before `on_files`
        return self._renderer.render(job)
