/* The search box.
 *
 * Nothing is loaded before a reader turns to the box: then what the index has, and what reads it; with
 * the words those parts of the index that they need, and the texts of what is shown. All of it lies
 * beside this file.
 *
 * Chinese, Japanese and Korean text is indexed as pairs of neighbouring characters (see
 * text/pairs.py of the package): queries become pairs here, and found text is put together again.
 */

import { element, itemOf, noteOf } from "./search-notes.js";
import { markWords, termsOf } from "./search-text.js";

const ROOT = new URL("../../", import.meta.url).pathname;
const PLACE = new URL("search/", import.meta.url);
const STORE = `legible-search:${PLACE.pathname}`;
const AT_ONCE = 8; // results whose text is loaded together; more when they are scrolled to
const MOST_TRIES = 25; // times that so many are loaded in vain, where only their text can tell
const LATE = 600; // milliseconds
const PAUSE = 50; // milliseconds between two searches
const KEPT = 12; // searches whose results are kept for when there is no connection
const ENGINE = ["index", "rank", "stem"]; // asked for at once, though the second needs the others
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

/** Return the site's index, and what finds pages in it. */
async function loadEngine() {
  const [told, { openIndex }, { find }] = await Promise.all([
    fetchJSON(new URL("index.json", PLACE)),
    ...ENGINE.map((part) => import(new URL(`search-${part}.js`, import.meta.url))),
  ]);
  return { index: openIndex(PLACE, told), find };
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
  let begun = 0; // when the last search was
  let opened = 0; // when the box was opened

  const load = () => (loading ??= loadEngine());
  const prepare = () => load().catch(() => (loading = null));

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
    prepare();
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
    begun = performance.now();
    const query = input.value.trim();
    remember();
    if (!isSearchable(query) && !chosen.section && !chosen.tag) {
      showRecent();
      return;
    }
    list.setAttribute("aria-busy", "true"); // until the first results are all there
    try {
      const { index, find } = await load();
      if (number !== latest) return;
      const terms = termsOf(query, index.paired, index.capped);
      const narrowed = Object.fromEntries(Object.entries(chosen).filter(([, value]) => value));
      const found = await find(index, terms, narrowed);
      if (number !== latest) return;
      const certain = found.filter((hit) => hit.stands);
      // of words that are everywhere the index has not all places: there the text has to tell
      const unsure = terms.isOpen ? found.filter((hit) => !hit.stands) : [];
      const isLoose = !certain.length && !unsure.length && !terms.isExact;
      await show(index, isLoose ? found : [...certain, ...unsure], terms, number, query, new Set(unsure));
    } catch (error) {
      loading = null;
      if (number === latest) showKept(query, error);
    } finally {
      if (number === latest) list.setAttribute("aria-busy", "false");
    }
  }

  /** Show results as their texts arrive: the first ones now, others when they are scrolled to.
   *
   * Of those that are unsure, the text says whether they are any.
   */
  async function show(index, hits, terms, number, query, unsure) {
    let at = 0;
    let isFirst = true;
    const good = [];
    const begin = () => {
      isFirst = false;
      if (list.contains(document.activeElement)) input.focus(); // its result is taken away
      list.replaceChildren();
      status.textContent = count(good.length ? hits.length : 0, "search.result");
      box.querySelector(".md-search__scrollwrap").scrollTop = 0;
      filters.hidden = filters.hidden && !hits.length;
    };
    const next = async () => {
      const asked = hits.slice(at, at + AT_ONCE);
      at += asked.length;
      const coming = asked.map((hit) => index.textOf(hit.page));
      coming.forEach((one) => one.catch(() => {})); // of several that fail, the first is told of
      let shown = 0;
      for (const [by, hit] of asked.entries()) {
        const text = await coming[by];
        if (number !== latest) return shown;
        if (unsure.has(hit) && !terms.isThere(text.content.split(/\s+/))) continue;
        const note = noteOf(text, hit.places(), terms, ROOT);
        good.push(note);
        shown += 1;
        if (isFirst) begin();
        list.append(itemOf(note, count));
      }
      return shown;
    };
    const more = async () => {
      let shown = 0;
      for (let left = unsure.size ? MOST_TRIES : 1; left && !shown && at < hits.length; left -= 1) {
        shown = await next();
        if (number !== latest) return;
      }
      if (isFirst) begin();
      if (shown === good.length && shown) keep(query, good);
      if (shown && at < hits.length) whenSeen(list.lastElementChild, more);
    };
    await more();
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
    list.setAttribute("aria-busy", "false");
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
    list.replaceChildren(...(one?.notes ?? []).map((note) => itemOf(note, count)));
    status.textContent = one ? words.offline : words.failed;
    if (!one) console.warn(error);
  }

  /** Offer what the results can be narrowed to: the first time, or with new counts. */
  async function fillFilters() {
    const { index } = await load();
    for (const name of Object.keys(chosen)) {
      if (!index.filterNames.includes(name) || filters.querySelector(`[name=${name}]`)) continue;
      const values = await index.valuesOf(name);
      const label = element("label", { textContent: words[name] });
      const select = element("select", { name });
      select.append(element("option", { value: "", textContent: words.all }));
      for (const value of [...values.keys()].sort((a, b) => a.localeCompare(b))) {
        select.append(element("option", { value, textContent: `${value} (${values.get(value).size})` }));
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

  form.addEventListener("pointerenter", prepare, { once: true }); // who points at it is about to type
  input.addEventListener("focus", open);
  input.addEventListener("input", (event) => {
    if (event.isComposing) return;
    clearTimeout(timer);
    // the first key is answered at once, and of those that follow fast the last one
    const wait = begun + PAUSE - performance.now();
    if (wait > 0) timer = setTimeout(search, wait);
    else search();
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
