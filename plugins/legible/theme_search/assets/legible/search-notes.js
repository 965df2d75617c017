/* How a note that was found is shown: its name, its first lines that match, and its sections. */

import { excerpt, marked, nodesOf, plain } from "./search-text.js";

const SECTIONS = 3; // sections of a note that are shown before "more on this page"

/** Return what is shown of a note, given its text, the places of what was found, and the site's root. */
export function noteOf(text, places, terms, root) {
  const tokens = text.content.split(/\s+/);
  const headings = text.anchors
    .filter((anchor) => /^h[1-6]$/.test(anchor.element) && anchor.text?.trim())
    .sort((a, b) => a.location - b.location);
  const starts = headings.map(({ location }) => location);
  const url = root + text.url.slice(1);
  const parts = new Map(); // the places below each heading
  for (const place of places) {
    const at = starts.findLastIndex((start) => start <= place);
    if (parts.has(at)) parts.get(at).push(place);
    else parts.set(at, [place]);
  }
  const shown = [...parts].map(([at, inside]) => {
    const heading = headings[at];
    const words = (heading?.text ?? text.meta.title).trim().split(/\s+/);
    const from = (heading?.location ?? 0) + words.length;
    return {
      title: plain(heading?.text ?? text.meta.title ?? "", terms.paired),
      url: heading ? `${url}#${heading.id}` : url,
      isTop: !heading || heading.element === "h1",
      pieces: excerpt(tokens, inside, terms, from, starts[at + 1] ?? tokens.length),
    };
  });
  return {
    title: plain(text.meta.title ?? url, terms.paired),
    url,
    pieces: shown.find((part) => part.isTop)?.pieces ?? [],
    parts: shown.filter((part) => !part.isTop),
    words: terms.words,
  };
}

/** Return a note as an item of the results; `say` tells a number of results in the page's language. */
export function itemOf(note, say) {
  const item = element("li", { className: "md-search-result__item" });
  const links = note.parts.map((part) => linkOf("h2", part, note.words));
  item.append(linkOf("h1", note, note.words), ...links.slice(0, SECTIONS));
  if (links.length > SECTIONS) {
    const more = element("details", { className: "md-search-result__more" });
    const summary = element("summary");
    const text = say(links.length - SECTIONS, "search.result.more");
    summary.append(element("div", { textContent: text }));
    more.append(summary, ...links.slice(SECTIONS));
    item.append(more);
  }
  return item;
}

function linkOf(heading, { title, url, pieces }, found) {
  const target = new URL(url, location.href);
  if (found) target.searchParams.set("h", found);
  const link = element("a", { className: "md-search-result__link", href: target.href });
  const article = element("div", { className: "md-search-result__article md-typeset" });
  if (heading === "h1") {
    article.append(element("div", { className: "md-search-result__icon md-icon" }));
  }
  const name = element(heading);
  name.append(...nodesOf(marked(title, found)));
  article.append(name);
  if (pieces.length) {
    const text = element("p");
    text.append(...nodesOf(pieces));
    article.append(text);
  }
  link.append(article);
  return link;
}

export function element(name, properties = {}) {
  return Object.assign(document.createElement(name), properties);
}
