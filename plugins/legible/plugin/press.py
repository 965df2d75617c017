"""What makes the content of a build's pages: kept content first, then all processors at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from legible.keeping import NOTHING, digest, in_turn
from legible.plugin.fingerprint import canonical
from legible.rendering import KeptContent, Renderer

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from legible.keeping import Each, Keep
    from legible.rendering import Job, Recipe, Record, Rendered, Surroundings

__all__ = ["PagePress"]


class PagePress:
    """Renders the pages of one build, once the site around them is known."""

    def __init__(self, recipe: Recipe, keep: Keep = NOTHING, each: Each = in_turn) -> None:
        """Take how notes are read, what is kept of earlier builds, and what does the work."""
        self.recipe = recipe
        """How notes are read."""
        self.records: dict[str, Record] = {}
        """What is known of the content of each page, once it was prepared or rendered."""
        self._is_keeping = recipe.is_closed
        self._keep = keep if self._is_keeping else NOTHING
        self._each = each if self._is_keeping else in_turn
        self._jobs: dict[str, Job] = {}
        self._ready: dict[str, Rendered] = {}
        self._renderer: Renderer | None = None
        self._content: KeptContent | None = None

    def place(self, around: Surroundings) -> None:
        """Take the site; before that nothing is rendered."""
        self._renderer = Renderer(around, self.recipe)
        reading = canonical(
            {name: getattr(self.recipe, name) for name in self.recipe.__dataclass_fields__}
        )
        self._content = KeptContent(self._keep, around, digest(reading))

    def prepare(self, jobs: Sequence[Job]) -> None:
        """Make all content that is not kept, in as many processes as there are."""
        assert self._content is not None  # noqa: S101  no page is rendered before `on_files`
        assert self._renderer is not None  # noqa: S101  as above
        self._jobs = {job.page: job for job in jobs}
        self.records = self._content.find(jobs)
        missing = [job for job in jobs if job.page not in self.records]
        made = self._each(_render, self._renderer, missing)
        self._ready = {job.page: shown for job, shown in zip(missing, made, strict=True)}
        self.records |= self._content.add(zip(missing, made, strict=True))

    def load(self, pages: Iterable[str]) -> None:
        """Have the content of some pages at hand, all at once."""
        assert self._content is not None  # noqa: S101  no page is rendered before `on_files`
        wanted = {
            page: self.records[page]
            for page in pages
            if page in self.records and page not in self._ready
        }
        self._ready |= self._content.load(wanted)

    def html(self, page: str) -> str:
        """Return the content of a page that was prepared, as HTML."""
        self.load([page])
        return self._ready[page].html

    def rendered(self, job: Job) -> Rendered:
        """Return the content of a page; it is handed out once."""
        assert self._renderer is not None  # noqa: S101  no page is rendered before `on_files`
        if self._jobs.get(job.page) == job:
            if job.page not in self._ready:
                self.load([job.page])
            if (shown := self._ready.pop(job.page, None)) is not None:
                return shown
        return self._renderer.render(job)


def _render(renderer: Renderer, job: Job) -> Rendered:
    """Return the content of a page, in any process."""
    return renderer.render(job)
