"""What makes the content of a build's pages: kept content first, then all processors at once."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from legible.keeping import NOTHING, digest, in_turn
from legible.plugin.fingerprint import canonical
from legible.rendering import KeptContent, Renderer, record_of
from legible.workers import give_back

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from legible.keeping import Each, Keep
    from legible.rendering import Job, Recipe, Record, Rendered, Surroundings

__all__ = ["PagePress"]

_AT_ONCE = 400
"""How many pages are rendered before they are kept."""
_HERE = 2
"""How many are rendered before others share the work, so that they have what is made once."""
_AHEAD = 64
"""How many pages are read from what keeps them at once."""
_OFTEN = 8
"""After how many such reads the memory is given back that they left."""


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
        self._wanted: list[str] = []
        self._reads = 0
        self._numbers: dict[str, int] = {}
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
        """Make all content that is not kept, in as many processes as there are.

        Where it can be kept it is, and is not held: that of all pages is large.
        """
        assert self._content is not None  # noqa: S101  no page is rendered before `on_files`
        assert self._renderer is not None  # noqa: S101  as above
        self._jobs = {job.page: job for job in jobs}
        self.records = self._content.find(jobs)
        missing = [job for job in jobs if job.page not in self.records]
        starts = [0, *range(_HERE, len(missing), _AT_ONCE)]
        for start, end in pairwise([*starts, len(missing)]):
            some = missing[start:end]
            made = self._each(_render, self._renderer, some)
            self.records |= self._content.add(zip(some, made, strict=True))
            if self._keep is NOTHING:
                self._ready |= {job.page: shown for job, shown in zip(some, made, strict=True)}
            del made
        if missing:
            give_back()

    def want(self, pages: Iterable[str]) -> None:
        """Say which pages will be asked for, in that order."""
        self._wanted = [page for page in pages if page in self.records]
        self._numbers = {page: number for number, page in enumerate(self._wanted)}

    def holds(self, job: Job) -> bool:
        """Return whether a page was prepared from just this, so that it can be asked for again."""
        return self._jobs.get(job.page) == job and job.page in self.records

    def again(self, page: str) -> Rendered:
        """Return the content of a page that was prepared."""
        return self._take(self._jobs[page])

    def html(self, page: str) -> str:
        """Return the same as HTML."""
        return self.again(page).html

    def rendered(self, job: Job) -> tuple[Rendered, Record]:
        """Return the content of a page, and what is known of it."""
        assert self._renderer is not None  # noqa: S101  no page is rendered before `on_files`
        if self.holds(job):
            return self._take(job), self.records[job.page]
        shown = self._renderer.render(job)
        return shown, record_of(shown)

    def _take(self, job: Job) -> Rendered:
        """Return content that was prepared; made anew if what has kept it has lost it."""
        assert self._content is not None  # noqa: S101  as above
        assert self._renderer is not None  # noqa: S101  as above
        page = job.page
        if page not in self._ready and self._keep is not NOTHING:
            number = self._numbers.get(page)
            ahead = [page] if number is None else self._wanted[number : number + _AHEAD]
            self._ready = self._content.load({name: self.records[name] for name in ahead})
            self._reads += 1
            if self._reads % _OFTEN == 0:
                give_back()
        shown = self._ready.get(page)
        return shown if shown is not None else self._renderer.render(job)


def _render(renderer: Renderer, job: Job) -> Rendered:
    """Return the content of a page, in any process."""
    return renderer.render(job)
