/* Words and texts of the search: what a query asks for, and how found text is shown.
 *
 * Text without spaces between words is indexed as pairs of characters: `深度学习` stands in the
 * index as `深度 度学 学习 习`. The first characters of the words are the text.
 */

const WINDOW = 26; // words of a text that are shown around what was found
const CORE = /^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/su;
// Words that stand on nearly every page: beside others they only cost time.
const COMMON = new Set(
  "a an and are as at be by for from in is it of on or that the this to was with".split(" "),
);

/** Return what a query asks for.
 *
 * `text` is the query as the index has its words, `words` the query as it marks the note; `rows` are
 * those words of the text that have to stand side by side, and `isExact` says that no others will do
 * that begin like them.
 *
 * Of `capped` words, those that are everywhere, the index has not all places. So where `isOpen`, what
 * it says of words side by side is not the whole truth: `isThere(tokens)` says whether a text has them.
 */
export function termsOf(query, paired, capped = new Set()) {
  const isExact = /^".+"$/.test(query);
  const bare = query.replaceAll('"', " ").trim();
  const runs = bare.match(paired) ?? [];
  const latin = bare.replace(paired, " ").split(/\s+/).filter(Boolean);
  const telling = latin.filter((word) => !COMMON.has(word.toLowerCase()));
  const kept = isExact || (!telling.length && !runs.length) ? latin : telling;
  const common = new Set(latin.filter((word) => !kept.includes(word)));
  const text = bare
    .replace(paired, (run) => ` ${pairsOf(run).join(" ")} `)
    .split(/\s+/)
    .filter((word) => word && !common.has(word))
    .join(" ");
  const rows = isExact ? [text.split(" ")] : runs.map(pairsOf).filter((row) => row.length > 1);
  return {
    paired,
    text,
    rows,
    isExact,
    isOpen: isExact ? capped.size > 0 : rows.flat().some((pair) => capped.has(pair)),
    isThere: (tokens) => rows.every((row) => hasWords(tokens, row)),
    words: [...kept, ...runs].join(" "),
    isOneCharacter: runs.length > 0 && runs.every((run) => [...run].length < 2),
  };
}

/** Return the pairs that a run of characters is indexed as; the last character has none. */
function pairsOf(run) {
  const characters = [...run];
  if (characters.length < 2) return characters;
  return characters.slice(1).map((character, at) => characters[at] + character);
}

/** Whether a text has words side by side, in any of their forms. */
function hasWords(tokens, row) {
  const wanted = row.map(folded);
  const plain = tokens.map((token) => folded(CORE.exec(token)[2]));
  return plain.some((_, at) => wanted.every((word, by) => isLike(plain[at + by] ?? "", word)));
}

function folded(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

/** Whether a word of the text is of the family of a query's: most of it at least is the same. */
function isLike(token, word) {
  return token.includes(word.slice(0, leastOf(word)));
}

/** Return how many letters of a word another has to have that is like it. */
export function leastOf(word) {
  return Math.max(Math.min(word.length, 3), Math.ceil(word.length * 0.6));
}

/** Return the tokens around the places where most was found, as `[text, whether found]` pairs.
 *
 * `from` and `to` are the section's: its heading is shown above and not repeated.
 */
export function excerpt(tokens, places, terms, from, to) {
  const { paired } = terms;
  const inside = places.filter((at) => at >= from && at < to).sort((a, b) => a - b);
  let best = inside[0] ?? from;
  let most = 0;
  for (const at of inside) {
    const here = inside.filter((other) => other >= at && other < at + WINDOW - 6).length;
    if (here > most) [best, most] = [at, here];
  }
  const size = isPaired(tokens[best], paired) ? 2 * WINDOW : WINDOW; // pairs are short
  const start = Math.max(from, best - Math.round(size / 4));
  const end = Math.min(to, start + size);
  const found = new Set(inside.map((at) => at - start));
  const pieces = pieced(tokens.slice(start, end), found, paired, terms.isOneCharacter);
  if (start > from) pieces.unshift(["… ", false]);
  if (end < to) pieces.push([" …", false]);
  return pieces;
}

/** Return a title or heading as it is written. */
export function plain(text, paired) {
  return pieced(text.split(/\s+/), new Set(), paired).map(([words]) => words).join("").trim();
}

/** Return tokens as text; a found pair is two found characters, unless one was asked for. */
function pieced(tokens, found, paired, isOneCharacter = false) {
  const pieces = [];
  const add = (text, isFound) => {
    if (!text) return;
    const last = pieces.at(-1);
    if (last && last[1] === isFound) last[0] += text;
    else pieces.push([text, isFound]);
  };
  tokens.forEach((token, at) => {
    const [first, ...rest] = token;
    const before = tokens[at - 1] ?? "";
    const endsFound = !isOneCharacter && found.has(at - 1) && isPair(before, paired);
    if (isPair(token, paired)) {
      add(first, found.has(at) || endsFound);
      return;
    }
    if (endsFound) {
      add(first, true);
      add(rest.join(""), false);
    } else {
      const [, lead, core, tail] = CORE.exec(token);
      add(lead, false);
      add(core, found.has(at));
      add(tail, false);
    }
    if (isSpaced(token, tokens[at + 1] ?? "", paired)) add(" ", false);
  });
  return pieces;
}

function isPaired(text, paired) {
  return Boolean(text) && new RegExp(paired.source, "u").test(text);
}

function isPair(token, paired) {
  const characters = [...token];
  return characters.length === 2 && characters.every((one) => isPaired(one, paired));
}

/** Whether there was a space between two words of a text. */
function isSpaced(token, next, paired) {
  if (!next || /^[\p{Pe}\p{Pf}.,;:!?、。，．：；！？]/u.test(next) || /[\p{Ps}\p{Pi}]$/u.test(token)) return false;
  const isWide = (one) => isPaired(one, paired) || /^[\u3000-\u303f\uff00-\uffef]$/u.test(one);
  const [last, first] = [[...token].at(-1) ?? "", [...next][0]];
  if (/\p{Script=Hangul}/u.test(last) && /\p{Script=Hangul}/u.test(first)) return true;
  return !(isWide(last) && isWide(first));
}

/** Return a text as `[text, whether found]` pairs: the words of a query, their other forms too. */
export function marked(text, words) {
  const pattern = patternOf(words);
  if (!pattern) return [[text, false]];
  // the pattern is one group, so that every second part is a found one
  return text.split(pattern).map((part, at) => [part, at % 2 === 1]).filter(([part]) => part);
}

/** Mark words in a note. */
export function markWords(article, words) {
  const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT, {
    acceptNode: (node) =>
      node.parentElement.closest("script, style, svg, math, .headerlink")
        ? NodeFilter.FILTER_REJECT
        : NodeFilter.FILTER_ACCEPT,
  });
  const nodes = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  for (const node of nodes) {
    const pieces = marked(node.data, words);
    if (pieces.some(([, isFound]) => isFound)) node.replaceWith(...nodesOf(pieces));
  }
}

/** Return pieces as what a page shows: text, and marks around what was found. */
export function nodesOf(pieces) {
  return pieces.map(([text, isFound]) => {
    if (!isFound) return text;
    const mark = document.createElement("mark");
    mark.textContent = text;
    return mark;
  });
}

function patternOf(words) {
  const alternatives = (words ?? "").split(/\s+/).filter(Boolean).map((word) => {
    if (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(word)) {
      return escaped(word);
    }
    const stem = word.length > 4 ? word.replace(/(?:ings?|ed|es|s|e)$/i, "") : word;
    return `(?<![\\p{L}\\p{N}])${escaped(stem)}[\\p{L}\\p{N}]*`;
  });
  if (!alternatives.length) return null;
  try {
    return new RegExp(`(${alternatives.join("|")})`, "giu");
  } catch {
    return null; // a browser that cannot look behind a word
  }
}

function escaped(text) {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
