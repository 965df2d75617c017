// Sorts, filters and shows the findings; without it the first of them stand in the table.
(() => {
  const { root, urls, findings } = JSON.parse(document.getElementById("data").textContent);
  const body = document.querySelector("tbody");
  const more = document.querySelector(".more button");
  const form = document.querySelector("form");
  const rank = { error: 0, warning: 1, info: 2 };
  const step = 200;
  const natural = new Intl.Collator(undefined, { numeric: true });
  const state = { by: "severity", down: false, kind: "", words: "", shown: step };

  const compare = (a, b) => {
    const by = state.by;
    if (by === "line") return a.line - b.line;
    if (by === "severity") return rank[a.severity] - rank[b.severity];
    return natural.compare(a[by], b[by]);
  };

  const cell = (text, kind) => {
    const made = document.createElement("td");
    made.textContent = text;
    if (kind) made.className = kind;
    return made;
  };

  const row = (finding) => {
    const made = document.createElement("tr");
    const file = cell(finding.path || "the vault");
    if (root !== null && finding.path in urls) {
      const link = document.createElement("a");
      link.href = root + urls[finding.path];
      link.textContent = finding.path;
      file.replaceChildren(link);
    }
    const message = cell(finding.message);
    if (finding.suggestion) {
      const remedy = document.createElement("small");
      remedy.textContent = finding.suggestion;
      message.append(remedy);
    }
    made.append(
      cell(finding.severity, finding.severity),
      cell(finding.code),
      file,
      cell(finding.line || ""),
      message,
    );
    return made;
  };

  const show = () => {
    const words = state.words.toLowerCase().split(/\s+/).filter(Boolean);
    const fits = (finding) => {
      if (state.kind && finding.code !== state.kind) return false;
      const text = `${finding.path} ${finding.message}`.toLowerCase();
      return words.every((word) => text.includes(word));
    };
    const found = findings.filter(fits).sort(compare);
    if (state.down) found.reverse();
    body.replaceChildren(...found.slice(0, state.shown).map(row));
    if (more) more.hidden = found.length <= state.shown;
    form.querySelector("output").value = `${found.length} of ${findings.length}`;
  };

  for (const head of document.querySelectorAll("th")) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      state.down = state.by === head.dataset.by && !state.down;
      state.by = head.dataset.by;
      for (const other of document.querySelectorAll("th")) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", state.down ? "descending" : "ascending");
      show();
    });
  }
  const kinds = document.querySelectorAll(".kinds button");
  for (const button of kinds) {
    button.disabled = false;
    button.addEventListener("click", () => {
      state.kind = state.kind === button.dataset.kind ? "" : button.dataset.kind;
      state.shown = step;
      for (const other of kinds) {
        other.setAttribute("aria-pressed", String(other.dataset.kind === state.kind));
      }
      show();
    });
  }
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", () => {
    state.words = form.elements.words.value;
    state.shown = step;
    show();
  });
  more?.addEventListener("click", () => {
    state.shown += 5 * step;
    show();
  });
  show();
})();
