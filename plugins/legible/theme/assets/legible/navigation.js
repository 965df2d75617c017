/* Opens what is not on a page's branch of the navigation.
 *
 * A page carries its ancestors, what stands beside it, and what is in it. The tree is one file,
 * asked for when a reader opens another section. Whatever fails, a section's link still leads to
 * its page.
 *
 * The file (site/tree.py): a page is [title, address], a section [title, address, entries]. An
 * address is relative to its section's, or begins with "/", the site. A number at the end of
 * entries is how many more there are; a number in place of entries, which file has them.
 */
(() => {
  "use strict";

  const narrow = matchMedia("(max-width: 59.984375em)");
  const fetched = new Map();
  let nav, base;

  const fetchJson = name => {
    if (!fetched.has(name)) {
      const asked = fetch(new URL(`assets/legible/${name}.json`, base)).then(answer => {
        if (!answer.ok) throw new Error(`${answer.status} for ${answer.url}`);
        return answer.json();
      });
      asked.catch(() => fetched.delete(name));
      fetched.set(name, asked);
    }
    return fetched.get(name);
  };

  /* The address of an entry below a section at `parent`. */
  const resolve = (url, parent) =>
    url.startsWith("/") && !url.startsWith("//")
      ? new URL(url.slice(1) || "./", base)
      : new URL(url || "./", parent);

  /* The sections around an item, the outermost first. */
  const wayTo = item => {
    const way = [];
    for (let at = item; at; at = at.parentElement.closest("li")) way.unshift(at);
    return way;
  };

  const linkOf = item => item.querySelector(":scope > a");

  const same = (link, title, url) => link.href === url.href && link.textContent.trim() === title.trim();

  /* The entries of a section, and its address; those of the top for no section. */
  const entriesOf = async section => {
    let entries = await fetchJson("navigation");
    let parent = base;
    for (const item of section ? wayTo(section) : []) {
      const link = linkOf(item);
      const found = entries.find(
        entry => Array.isArray(entry) && entry.length > 2 && same(link, entry[0], resolve(entry[1], parent)),
      );
      if (!found) throw new Error(`not in the navigation: ${link.href}`);
      parent = resolve(found[1], parent);
      entries = Array.isArray(found[2]) ? found[2] : await fetchJson(`navigation-${found[2]}`);
    }
    return [entries, parent];
  };

  const makeItem = ([title, url, within], parent) => {
    const item = document.createElement("li");
    const link = item.appendChild(document.createElement("a"));
    link.href = resolve(url, parent).href;
    link.textContent = title;
    if (within !== undefined) {
      item.className = "s";
      addButton(item);
    }
    return item;
  };

  /* Put the entries of a section into its list; what is there already stays as it is. */
  const fill = (list, [entries, parent]) => {
    const there = new Map();
    for (const item of list.children) {
      const link = linkOf(item);
      if (link && !item.classList.contains("more")) there.set(`${link.href}\n${link.textContent.trim()}`, item);
    }
    const items = entries.map(entry => {
      if (!Array.isArray(entry)) return makeMore(entry, list, parent);
      const key = `${resolve(entry[1], parent).href}\n${entry[0].trim()}`;
      return there.get(key) || makeItem(entry, parent);
    });
    list.replaceChildren(...items);
  };

  const makeMore = (number, list, parent) => {
    const old = list.querySelector(":scope > .more:last-child");
    const item = old || document.createElement("li");
    if (!old) {
      item.className = "more";
      const link = item.appendChild(document.createElement("a"));
      link.href = parent.href;
      link.textContent = `+ ${number}`;
    }
    item.dataset.rest = number;
    return item;
  };

  const addButton = item => {
    if (item.querySelector(":scope > button")) return;
    const button = document.createElement("button");
    button.type = "button";
    button.setAttribute("aria-label", linkOf(item).textContent.trim());
    button.setAttribute("aria-expanded", String(Boolean(item.querySelector(":scope > ul"))));
    linkOf(item).after(button);
  };

  const setOpen = async (item, isOpen) => {
    const button = item.querySelector(":scope > button");
    let list = item.querySelector(":scope > ul");
    if (isOpen && !list) {
      button.setAttribute("aria-busy", "true");
      try {
        const found = await entriesOf(item);
        if (item.querySelector(":scope > ul")) return;
        list = document.createElement("ul");
        fill(list, found);
        item.append(list);
      } catch {
        location.assign(linkOf(item).href);
        return;
      } finally {
        button.removeAttribute("aria-busy");
      }
    }
    if (list) list.hidden = !isOpen;
    button.setAttribute("aria-expanded", String(isOpen));
  };

  /* Show the rest of a list in its place, unless it is too long for a menu. */
  const showRest = async item => {
    const list = item.parentElement;
    const link = linkOf(item);
    const section = list.closest("li");
    try {
      const found = await entriesOf(section);
      const isWhole = found[0].every(Array.isArray);
      if (!isWhole) throw new Error("the section's page has them");
      const at = [...list.children].indexOf(item);
      fill(list, found);
      const focus = list.children[Math.min(at, list.children.length - 1)];
      linkOf(focus).focus({preventScroll: true});
    } catch {
      location.assign(link.href);
    }
  };

  /* On a phone the page's own contents are in the drawer, below its entry. */
  const addContents = () => {
    const active = nav.querySelector('li > a[aria-current="page"]');
    const contents = document.querySelector(".md-nav--secondary > .md-nav__list");
    if (!narrow.matches || !active || !contents || active.parentElement.querySelector(".legible-contents")) return;
    const box = document.createElement("details");
    box.className = "legible-contents";
    const title = box.appendChild(document.createElement("summary"));
    title.textContent = document.querySelector(".md-nav--secondary").getAttribute("aria-label");
    const copy = box.appendChild(document.createElement("ul"));
    for (const from of contents.querySelectorAll("a")) {
      const item = copy.appendChild(document.createElement("li"));
      const link = item.appendChild(document.createElement("a"));
      link.href = from.getAttribute("href");
      link.textContent = from.textContent.trim();
    }
    box.addEventListener("click", event => {
      if (event.target.closest("a")) setDrawer(false);
    });
    const button = active.parentElement.querySelector(":scope > button");
    (button || active).after(box);
  };

  const setDrawer = isOpen => {
    const drawer = document.getElementById("__drawer");
    if (drawer.checked !== isOpen) drawer.click();
  };

  /* The drawer's label is made a button; a click opens it already. */
  const reachDrawer = () => {
    const label = document.querySelector('.md-header label[for="__drawer"]');
    const drawer = document.getElementById("__drawer");
    if (!label || label.hasAttribute("role")) return;
    label.tabIndex = 0;
    label.setAttribute("role", "button");
    label.setAttribute("aria-label", nav.getAttribute("aria-label"));
    const tell = () => label.setAttribute("aria-expanded", String(drawer.checked));
    tell();
    drawer.addEventListener("change", tell);
    label.addEventListener("keydown", event => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      event.stopPropagation(); // Material clicks a label that has the focus
      setDrawer(!drawer.checked);
      const first = nav.querySelector('a[aria-current="page"]') || nav.querySelector(".legible-tree a");
      if (drawer.checked && first) setTimeout(() => first.focus(), 300);
    });
    document.addEventListener("keydown", event => {
      if (event.key !== "Escape" || !drawer.checked) return;
      setDrawer(false);
      label.focus();
    });
  };

  /* Arrow keys, as in any tree; Tab goes through links and buttons as on any page. */
  const moveBy = event => {
    const item = event.target.closest(".legible-tree li");
    if (!item || event.altKey || event.ctrlKey || event.metaKey) return;
    const {key} = event;
    const isSection = item.classList.contains("s");
    const isOpen = item.querySelector(":scope > button")?.getAttribute("aria-expanded") === "true";
    if (key === "ArrowDown" || key === "ArrowUp") {
      const links = [...nav.querySelectorAll(".legible-tree li > a")].filter(link => link.offsetParent);
      const to = links[links.indexOf(linkOf(item)) + (key === "ArrowDown" ? 1 : -1)];
      if (!to) return;
      to.focus();
    } else if (key === "ArrowRight" && isSection && !isOpen) {
      setOpen(item, true);
    } else if (key === "ArrowLeft" && isSection && isOpen) {
      setOpen(item, false);
    } else if (key === "ArrowLeft" && item.parentElement.closest("li")) {
      linkOf(item.parentElement.closest("li")).focus();
    } else {
      return;
    }
    event.preventDefault();
  };

  const start = () => {
    nav = document.querySelector(".md-nav--primary:has(> .legible-tree)");
    if (!nav || nav.dataset.ready) return;
    nav.dataset.ready = "true";
    base = new URL(nav.dataset.base, location);
    for (const item of nav.querySelectorAll("li.s")) addButton(item);
    nav.addEventListener("click", event => {
      const button = event.target.closest(".legible-tree li.s > button");
      if (button) setOpen(button.parentElement, button.getAttribute("aria-expanded") !== "true");
      const more = event.target.closest(".legible-tree li.more > a");
      if (!more || more.parentElement.dataset.rest || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      showRest(more.parentElement);
    });
    nav.addEventListener("keydown", moveBy);
    addContents();
    narrow.addEventListener("change", addContents);
    reachDrawer();
  };

  start();
  /* Material's `navigation.instant` puts a new page in place of the old one. */
  if (window.document$) window.document$.subscribe(start);
})();
