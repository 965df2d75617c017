/* The search box.
 *
 * Nothing is loaded before a reader turns to the box: then the place of the index, Pagefind, and of
 * the index the parts that the words need. All of it lies beside this file.
 *
 * Chinese, Japanese and Korean text is indexed as pairs of neighbouring characters (see
 * text/pairs.py of the package): queries become pairs here, and found text is put together again.
 */

import { excerpt, marked, markWords, nodesOf, plain, termsOf } from "./search-text.js";

const ROOT = new URL("../../", import.meta.url).pathname;
const PLACE = new URL("search/", import.meta.url);
const STORE = `legible-search:${PLACE.pathname}`;
const AT_ONCE = 8; // results whose text is loaded together; more when they are scrolled to
const MOST_TRIES = 25; // times that so many are loaded in vain, where only their text can tell
const LATE = 600; // milliseconds
const SECTIONS = 3; // sections of a note that are shown before "more on this page"
const KEPT = 12; // searches whose results are kept for when there is no connection
const ON_MAIN_THREAD = 8000; // pages up to which a worker would take longer to start than it saves
// What Material has no words for.
const WORDS = {
  en: {
    all: "All",
    failed: "The search could not be loaded",
    filter: "Filter",
    offline: "Offline: as found before",
    recent: "Recent searches",
    section: "Section",
    tag: "Tag",
  },
  zh: {
    all: "全部",
    failed: "搜索无法加载",
    filter: "筛选",
    offline: "离线：先前找到的结果",
    recent: "最近的搜索",
    section: "目录",
    tag: "标签",
  },
};

const box = document.querySelector("[data-legible-search]");
const address = new URL(location.href);

if (address.searchParams.has("h")) showWords();
if (box) connect(box);

/** Mark the words that a result was found by, and take them out of the address. */
function showWords() {
  const article = document.querySelector("article.md-content__inner");
  if (article) markWords(article, address.searchParams.get("h"));
  address.searchParams.delete("h");
  history.replaceState(history.state, "", address);
}

/** Return Pagefind over this site's index, the characters that are indexed in pairs, and the words
 * of which it has not all places. */
async function loadEngine() {
  const pointer = await fetchJSON(new URL("index.json", PLACE));
  const base = new URL(`${pointer.index}/`, PLACE);
  // What Pagefind would ask for one after the other comes at the same time, and from the cache.
  for (const name of pointer.first) fetch(new URL(name, base)).catch(() => {});
  const pagefind = await import(new URL("pagefind.js", base).href);
  // Pagefind takes the page's language for the index's, and would cut queries by its rules.
  const page = document.documentElement;
  const language = page.lang;
  page.lang = "en";
  const engine = pagefind.createInstance({
    basePath: base.pathname,
    baseUrl: ROOT,
    metaCacheTag: pointer.index,
    noWorker: pointer.pages <= ON_MAIN_THREAD,
  });
  page.lang = language;
  const paired = new RegExp(`[${pointer.paired}]+`, "gu");
  return { engine, paired, capped: new Set(pointer.capped) };
}

/** Return a file that may have changed since it was cached; the cached one without a connection. */
async function fetchJSON(url) {
  const response = await fetch(url, { cache: "no-cache" }).catch(() =>
    fetch(url, { cache: "force-cache" }),
  );
  if (!response.ok) throw new Error(`${response.status}: ${url}`);
  return response.json();
}

/** Add what is seen of the box only when it is open. */
function complete(box, input, words) {
  const status = element("div", { className: "md-search-result__meta", id: "__found" });
  status.setAttribute("role", "status");
  const filters = element("details", { className: "legible-search-filters", hidden: true });
  filters.append(element("summary", { textContent: words.filter }));
  const result = element("div", { className: "md-search-result" });
  result.append(status, filters, element("ol", { className: "md-search-result__list", id: "__results" }));
  box.querySelector(".md-search__scrollwrap").append(result);
  const further = {
    "aria-controls": "__results",
    "aria-describedby": "__found",
    autocapitalize: "off",
    autocorrect: "off",
    enterkeyhint: "search",
    inputmode: "search",
    spellcheck: "false",
  };
  for (const [name, value] of Object.entries(further)) input.setAttribute(name, value);
}

function connect(box) {
  const toggle = document.getElementById("__search");
  const form = box.querySelector("form");
  const input = form.q;
  const words = WORDS[document.documentElement.lang.slice(0, 2)] ?? WORDS.en;
  complete(box, input, words);
  const status = box.querySelector("[role=status]");
  const list = box.querySelector("ol");
  const filters = box.querySelector("details");
  const said = JSON.parse(document.getElementById("__config").textContent).translations;
  const chosen = { section: "", tag: "" };
  let loading = null;
  let latest = 0; // the number of the search whose results may be shown
  let timer = 0;
  let opened = 0; // when the box was opened
  let pause = 50; // milliseconds without a key before a search: more where searches take long

  const load = () => (loading ??= loadEngine());

  function open() {
    if (!document.querySelector("link[data-legible-search]")) {
      const link = element("link", { rel: "stylesheet", href: new URL("search.css", import.meta.url) });
      link.dataset.legibleSearch = "";
      document.head.append(link);
    }
    if (!toggle.checked) {
      opened = performance.now();
      toggle.click();
    }
    load().catch(() => (loading = null));
    if (!input.value) showRecent();
  }

  function close() {
    input.blur();
    if (toggle.checked) toggle.click();
  }

  /** Write what is searched for into the address, so that it can be shared. */
  function remember() {
    const url = new URL(location.href);
    const given = { q: toggle.checked ? input.value.trim() : "", ...(toggle.checked ? chosen : { section: "", tag: "" }) };
    for (const [name, value] of Object.entries(given)) {
      if (value) url.searchParams.set(name, value);
      else url.searchParams.delete(name);
    }
    if (url.href !== location.href) history.replaceState(history.state, "", url);
  }

  async function search() {
    const number = ++latest;
    const query = input.value.trim();
    remember();
    if (!isSearchable(query) && !chosen.section && !chosen.tag) {
      showRecent();
      return;
    }
    try {
      const { engine, paired, capped } = await load();
      const terms = termsOf(query, paired, capped);
      const wanted = { filters: Object.fromEntries(Object.entries(chosen).filter(([, value]) => value)) };
      const started = performance.now();
      const found = (await engine.search(terms.text || null, wanted)).results;
      pause = Math.min(200, Math.max(50, (performance.now() - started) / 2));
      const certain = found.filter((hit) => terms.stands(hit.words));
      const loose = terms.isOpen && terms.loose !== terms.text ? (await engine.search(terms.loose, wanted)).results : found;
      if (number !== latest) return;
      const known = new Set(certain.map((hit) => hit.id));
      const unsure = terms.isOpen ? loose.filter((hit) => !known.has(hit.id)) : [];
      const hits = known.size || unsure.length ? certain : found;
      await show([...hits, ...unsure], terms, number, query, new Set(unsure));
    } catch (error) {
      loading = null;
      if (number === latest) showKept(query, error);
    }
  }

  /** Show results as their texts arrive: the first ones now, others when they are scrolled to.
   *
   * Of those that are unsure, the text says whether they are any.
   */
  async function show(hits, terms, number, query, unsure) {
    let at = 0;
    const next = async () => {
      const asked = hits.slice(at, at + AT_ONCE);
      const pages = await Promise.all(asked.map((hit) => hit.data()));
      at += asked.length;
      return pages.map((page, by) => noteOf(page, terms, unsure.has(asked[by]))).filter(Boolean);
    };
    const more = async () => {
      const isFirst = !at;
      let good = [];
      for (let left = unsure.size ? MOST_TRIES : 1; left && !good.length && at < hits.length; left -= 1) {
        good = await next();
        if (number !== latest) return;
      }
      if (isFirst) {
        if (list.contains(document.activeElement)) input.focus(); // its result is taken away
        list.replaceChildren();
        status.textContent = count(good.length ? hits.length : 0, "search.result");
        box.querySelector(".md-search__scrollwrap").scrollTop = 0;
        filters.hidden = false;
        if (good.length) keep(query, good);
      }
      list.append(...good.map(itemOf));
      if (good.length && at < hits.length) whenSeen(list.lastElementChild, more);
    };
    if (hits.length) await more();
    else {
      list.replaceChildren();
      status.textContent = said["search.result.none"];
    }
  }

  /** Return what is shown of a page: its name, its first lines that match, its sections. */
  function noteOf(page, terms, isUnsure) {
    const tokens = page.content.split(/\s+/);
    if (!terms.isIn(tokens, page.locations) || (isUnsure && !terms.isThere(tokens))) return null;
    const headings = page.anchors.filter(({ element }) => /^h[1-6]$/.test(element));
    const starts = [...headings.map(({ location }) => location), tokens.length];
    const parts = page.sub_results.map(({ title, url, anchor, locations }) => {
      const at = anchor?.location ?? 0;
      const heading = (anchor ? anchor.text : page.meta.title).trim().split(/\s+/);
      const from = at + heading.length;
      const to = Math.min(...starts.filter((start) => start > at));
      return {
        title: plain(title ?? "", terms.paired),
        url,
        isTop: !anchor || anchor.element === "h1",
        pieces: excerpt(tokens, locations, terms, from, to),
      };
    });
    const top = parts.find((part) => part.isTop);
    return {
      title: plain(page.meta.title ?? page.url, terms.paired),
      url: page.url,
      pieces: top?.pieces ?? [],
      parts: parts.filter((part) => !part.isTop),
      words: terms.words,
    };
  }

  function itemOf(note) {
    const item = element("li", { className: "md-search-result__item" });
    const links = note.parts.map((part) => linkOf("h2", part, note.words));
    item.append(linkOf("h1", note, note.words), ...links.slice(0, SECTIONS));
    if (links.length > SECTIONS) {
      const more = element("details", { className: "md-search-result__more" });
      const summary = element("summary");
      const text = count(links.length - SECTIONS, "search.result.more");
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

  function count(number, key) {
    if (!number) return said[`${key}.none`];
    return number === 1 ? said[`${key}.one`] : said[`${key}.other`].replace("#", number);
  }

  // Searches that are kept: shown where nothing is typed, and answered without a connection.

  function kept() {
    try {
      return JSON.parse(localStorage.getItem(STORE)) ?? [];
    } catch {
      return [];
    }
  }

  function keep(query, notes) {
    if (!query || chosen.section || chosen.tag) return;
    const others = kept().filter((one) => !query.startsWith(one.query) && one.query !== query);
    try {
      localStorage.setItem(STORE, JSON.stringify([{ query, notes }, ...others].slice(0, KEPT)));
    } catch {
      // a browser that keeps nothing, or is full
    }
  }

  function showRecent() {
    latest += 1;
    list.replaceChildren();
    status.textContent = said["search.result.placeholder"];
    const recent = kept();
    if (!recent.length) return;
    status.textContent = words.recent;
    for (const { query } of recent) {
      const item = element("li", { className: "md-search-result__item" });
      const button = element("button", { type: "button", className: "legible-search-recent", textContent: query });
      button.addEventListener("click", () => {
        input.value = query;
        input.focus();
        search();
      });
      item.append(button);
      list.append(item);
    }
  }

  function showKept(query, error) {
    const one = kept().find((each) => each.query === query);
    list.replaceChildren(...(one?.notes ?? []).map(itemOf));
    status.textContent = one ? words.offline : words.failed;
    if (!one) console.warn(error);
  }

  /** Offer what the results can be narrowed to: the first time, or with new counts. */
  async function fillFilters() {
    const { engine } = await load();
    const all = await engine.filters();
    for (const name of Object.keys(chosen)) {
      if (!all[name] || filters.querySelector(`[name=${name}]`)) continue;
      const label = element("label", { textContent: words[name] });
      const select = element("select", { name });
      select.append(element("option", { value: "", textContent: words.all }));
      for (const value of Object.keys(all[name]).sort((a, b) => a.localeCompare(b))) {
        select.append(element("option", { value, textContent: `${value} (${all[name][value]})` }));
      }
      select.value = chosen[name];
      select.addEventListener("change", () => {
        chosen[name] = select.value;
        search();
      });
      label.append(select);
      filters.append(label);
    }
  }

  // The keyboard: `/`, `f` and `s` open the box, arrows walk through it, Enter follows, Esc closes.

  function walk(step) {
    const links = [...list.querySelectorAll("a, button, summary")].filter((one) => one.checkVisibility?.() ?? true);
    const stops = [input, ...links];
    const at = stops.indexOf(document.activeElement);
    stops[(at + step + stops.length) % stops.length].focus();
  }

  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (toggle.checked) {
      if (event.key === "Escape") close();
      else if (event.key === "ArrowDown" && event.target.tagName !== "SELECT") walk(1);
      else if (event.key === "ArrowUp" && event.target.tagName !== "SELECT") walk(-1);
      else return;
    } else if (["/", "f", "s"].includes(event.key) && !isTyped(event.target)) {
      open();
      input.focus();
      input.select();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }, { capture: true });

  input.addEventListener("focus", open);
  input.addEventListener("input", (event) => {
    if (event.isComposing) return;
    clearTimeout(timer);
    timer = setTimeout(search, pause);
  });
  input.addEventListener("compositionend", search);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    list.querySelector("a")?.click();
  });
  form.addEventListener("reset", () => setTimeout(() => (search(), input.focus())));
  filters.addEventListener("toggle", () => filters.open && fillFilters().catch(() => {}));
  toggle.addEventListener("change", () => {
    // Material closes the box some time after a page was opened at one of its headings.
    const isByReader = document.activeElement !== input || performance.now() - opened > LATE;
    if (toggle.checked) input.focus();
    else if (isByReader) remember();
    else setTimeout(() => toggle.checked || toggle.click()); // a click within a click is none
  });
  box.addEventListener("focusout", ({ relatedTarget }) => {
    if (toggle.checked && relatedTarget && !box.contains(relatedTarget)) close();
  });

  status.textContent = said["search.result.placeholder"];
  const asked = address.searchParams;
  for (const name of Object.keys(chosen)) chosen[name] = asked.get(name) ?? "";
  if (asked.get("q") || chosen.section || chosen.tag) {
    input.value = asked.get("q") ?? "";
    filters.open = Boolean(chosen.section || chosen.tag);
    input.focus();
    search();
  }
}

/** Whether there is enough to search for: a single letter is part of every word. */
function isSearchable(query) {
  return query.length > 1 || /[^\x00-\u02af]/u.test(query);
}

function isTyped(target) {
  return target.isContentEditable || ["INPUT", "SELECT", "TEXTAREA"].includes(target.tagName);
}

function whenSeen(target, then) {
  const observer = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    observer.disconnect();
    then();
  });
  observer.observe(target);
}

function element(name, properties = {}) {
  return Object.assign(document.createElement(name), properties);
}
