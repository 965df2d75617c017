"""What a page becomes does not depend on what was rendered before it."""

from __future__ import annotations

import pickle
from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from legible.rendering import PYTHON, Question, Renderer

if TYPE_CHECKING:
    from legible.rendering import Job, Recipe, Surroundings


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
@given(st.permutations(range(7)), st.sampled_from(["commonmark", PYTHON]))
def test_any_order_gives_the_same_pages(
    around: Surroundings, recipe: Recipe, jobs: list[Job], order: list[int], dialect: str
) -> None:
    shared = Renderer(around, recipe)
    for number in order:
        job = replace(jobs[number], dialect=dialect)
        assert shared.render(job) == Renderer(around, recipe).render(job)


def test_what_was_asked_beside_the_links_is_told(
    around: Surroundings, recipe: Recipe, jobs: list[Job]
) -> None:
    found = Renderer(around, recipe).render(jobs[0])
    assert found.parts == ("B.md",)
    asked = dict(found.questions)
    assert Question("tag", "", "tag/one") in asked
    assert Question("picture", "", "../x.png") in asked
    assert all(around.answer("A.md", question) == answer for question, answer in asked.items())


def test_links_lead_from_the_page_also_in_a_part(
    around: Surroundings, recipe: Recipe, jobs: list[Job]
) -> None:
    page = next(job for job in jobs if job.page == "G.md")
    html = Renderer(around, recipe).render(page).html
    assert 'href="../b/"' in html
    assert "already shown above" in html
    assert html.count(' id="a"') == 0


def test_a_note_that_cannot_be_rendered_shows_its_source(
    around: Surroundings, recipe: Recipe, jobs: list[Job]
) -> None:
    broken = replace(recipe, commonmark=(*recipe.commonmark, "no.such.extension"))
    found = Renderer(around, broken).render(jobs[0])
    assert found.html.startswith("<pre># A")
    assert "no" in found.failure


def test_an_extension_that_is_not_known_keeps_no_instance(recipe: Recipe) -> None:
    assert recipe.is_closed
    assert not replace(recipe, python=(*recipe.python, "pymdownx.snippets")).is_closed


def test_another_process_can_take_all_of_it(
    around: Surroundings, recipe: Recipe, jobs: list[Job]
) -> None:
    sent = pickle.loads(pickle.dumps((around, recipe)))  # noqa: S301  made here
    for job in jobs:
        assert Renderer(*sent).render(job) == Renderer(around, recipe).render(job)
