"""HTML of strangers, made harmless."""

from __future__ import annotations

import nh3

__all__ = ["sanitize"]

# Beyond nh3's own list: what notes and this package's markup are made of. MathML Core's elements
# are those of its specification, section 1.3; none of them runs anything.
_MATHS = (
    "math mi mn mo ms mtext mspace mrow mfrac msqrt mroot mstyle merror mpadded mphantom msub msup "
    "msubsup munder mover munderover mmultiscripts mprescripts mtable mtr mtd semantics annotation"
)
_SHAPES = "svg g path rect circle ellipse line polyline polygon text tspan marker defs title desc"
_BLOCKS = "figure figcaption details summary section input label video audio source picture"
_TAGS = nh3.ALLOWED_TAGS | set(f"{_MATHS} {_SHAPES} {_BLOCKS}".split())
_ANYWHERE = {"class", "id", "title", "role", "dir", "lang", "aria-label", "aria-hidden"}
_DRAWN = (
    "d fill stroke stroke-width stroke-dasharray stroke-linecap stroke-linejoin opacity "
    "fill-opacity x y x1 x2 y1 y2 cx cy r rx ry points transform viewBox width height xmlns "
    "font-size font-family font-weight text-anchor dominant-baseline marker-start marker-end "
    "markerWidth markerHeight refX refY orient"
)
_ATTRIBUTES = {
    **nh3.ALLOWED_ATTRIBUTES,
    "*": _ANYWHERE,
    "a": {"href", "hreflang", "name"},
    "details": {"open"},
    "input": {"type", "checked", "disabled", "name"},
    "label": {"for"},
    "ol": {"start", "type"},
    "li": {"value", "data-task"},
    "math": {"display", "xmlns"},
    "mo": {"stretchy", "lspace", "rspace", "form", "fence", "largeop", "movablelimits"},
    "mover": {"accent"},
    "munder": {"accentunder"},
    "mtd": {"columnspan", "rowspan", "style"},
    "mspace": {"width", "height", "depth"},
    "video": {"src", "controls", "preload", "width", "height"},
    "audio": {"src", "controls", "preload"},
    "source": {"src", "type"},
    **{shape: set(_DRAWN.split()) for shape in _SHAPES.split()},
}
_DATA = {"data-"}


def sanitize(html: str) -> str:
    """Return a page's HTML without scripts, styles, frames, handlers and dangerous addresses.

    The list of what may stay is nh3's, and what this package and its theme make of notes.

    >>> sanitize('<p onclick="x()" class="a">b<script>c</script></p>')
    '<p class="a">b</p>'
    >>> sanitize('<a href="javascript:x()">b</a>')
    '<a>b</a>'
    """
    return nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        generic_attribute_prefixes=_DATA,
        link_rel=None,
    )
