/* Which pages a query finds, and in which order.
 *
 * A page is found that has all of the words that any page has. It stands the higher the more often
 * it has them, in headings above all, the rarer they are and the shorter it is (BM25, Robertson and
 * Zaragoza 2009), and still higher if they are in its name. The weights are Pagefind's.
 */

import { eachPlace } from "./search-index.js";
import { stem } from "./search-stem.js";
import { leastOf } from "./search-text.js";

const SATURATION = 1.4; // the more, the more counts a word that stands often
const BY_LENGTH = 0.75; // the more, the less counts a word of a longer page
const PLAIN = 24; // the weight of a word that is in no heading
const SAME_ACCENTS = 1.8;
const NAMES = [1, 1, 5]; // what a page's aliases, pinyin and title weigh
const LAST_OF_LATIN = "\u02af";
const BEYOND = 1e9; // more than a page has places

/** Return the pages that a query finds, the best first.
 *
 * Of each there is its number, whether the words that have to stand side by side do so as far as the
 * index has their places, and a function that returns the places of all words.
 *
 * `rows` are words that have to stand side by side, `isExact` says that no others that begin like
 * them will do, and `chosen` has filters with their values.
 */
export async function find(index, { text, rows, isExact }, chosen) {
  const words = wordsOf(text);
  const sets = Object.entries(chosen).map(async ([name, value]) => (await index.valuesOf(name)).get(value));
  const matching = await Promise.all(words.map((one) => matches(index, one, isExact)));
  const allowed = await Promise.all(sets);
  const terms = matching.map(termOf);
  const known = terms.filter(({ number }) => number);
  const isOfFiltersOnly = !text && sets.length > 0;
  if (!isOfFiltersOnly && (!known.length || (isExact && known.length < words.length))) return [];
  const byWord = new Map(words.map(({ word }, at) => [word, terms[at]]));
  const inRows = rows
    .map((row) => wordsOf(row.join(" ")).map(({ word }) => byWord.get(word)))
    .filter((row) => row.length && row.every((term) => term?.number));
  const scores = scored(index.lengths, known);
  const pages = [...scores.keys()].filter(
    (page) => scores[page] >= 0 && allowed.every((set) => set?.has(page)),
  );
  pages.sort((a, b) => scores[b] - scores[a]);
  return pages.map((page) => ({
    page,
    stands: inRows.every((row) => hasRow(row, page)),
    places: () => {
      const places = known.flatMap((term) => term.placesOn(page)).filter((at) => at < BEYOND);
      return [...new Set(places)].sort((a, b) => a - b);
    },
  }));
}

/** Return the words of a query as the index has them, each with what was typed. */
function wordsOf(text) {
  const words = text.split(" ").map((word) => {
    const typed = word.toLowerCase();
    const base = typed.normalize("NFD").replace(/\p{M}/gu, "");
    const bare = base.replace(/(?!_)[\p{P}\p{S}]/gu, "") || base.replace(/\p{P}/gu, "");
    return { typed, word: stem(bare) };
  });
  return words.filter(({ word }) => word);
}

/** Return the forms of all words that begin with a word, or of one that it begins with.
 *
 * A single letter would be the beginning of every other word.
 */
async function matches(index, { typed, word }, isExact) {
  const near = await index.wordsNear(word);
  const isWhole = isExact || (word.length === 1 && word <= LAST_OF_LATIN);
  let found = near.filter((one) => (isWhole ? one.word === word : one.word.startsWith(word)));
  if (!found.length && !isWhole) {
    const shorter = near.filter((one) => word.startsWith(one.word) && one.word.length >= leastOf(word));
    found = shorter.slice(-1);
  }
  return found.flatMap((one) => {
    const closeness = Math.exp(-((Math.abs(one.word.length - word.length) + 1) ** 2) / 8);
    return one.forms().map((form) => ({
      ...form,
      likeness: Math.exp(closeness - 1),
      boost: form.form.startsWith(typed) || typed.startsWith(form.form) ? SAME_ACCENTS : 1,
    }));
  });
}

/** Return a word of a query: on which pages it is in which forms. */
function termOf(forms) {
  const rows = new Map();
  for (const form of forms) {
    form.pages.forEach((page, at) => {
      const row = { places: form.places[at], names: form.names[at], likeness: form.likeness, boost: form.boost };
      if (rows.has(page)) rows.get(page).push(row);
      else rows.set(page, [row]);
    });
  }
  return {
    rows,
    number: rows.size,
    /** Return the places on a page; those in its names lie beyond. */
    placesOn: (page) => {
      const found = [];
      for (const { places, names } of rows.get(page) ?? []) {
        eachPlace(places, (at) => found.push(at));
        eachPlace(names, (at, field) => found.push(at - field * BEYOND));
      }
      return found;
    },
  };
}

/** Whether words stand on a page one after the other. */
function hasRow(row, page) {
  const [first, ...others] = row.map((term) => new Set(term.placesOn(page)));
  return [...first].some((at) => others.every((places, by) => places.has(at + by + 1)));
}

/** Return how well each page fits: less than nothing where it lacks a word. */
function scored(lengths, terms) {
  const size = lengths.length;
  const average = lengths.reduce((sum, length) => sum + length, 0) / size;
  const rarities = terms.map(({ number }) => Math.log(1 + (size - number + 0.5) / (number + 0.5)));
  const whole = rarities.reduce((sum, rarity) => sum + rarity, 0);
  const [fewest, ...others] = terms.slice().sort((a, b) => a.number - b.number);
  const scores = new Float64Array(size).fill(terms.length ? -1 : 0);
  for (const page of fewest?.rows.keys() ?? []) {
    if (!others.every(({ rows }) => rows.has(page))) continue;
    const expected = SATURATION * (1 - BY_LENGTH + BY_LENGTH * (lengths[page] / average));
    const inNames = new Map(); // how rare the words are that each name has
    let score = 0;
    terms.forEach(({ rows }, at) => {
      const found = rows.get(page);
      const often = weightOf(found) / PLAIN;
      const boost = Math.max(...found.map((row) => row.boost));
      score += (boost * rarities[at] * (SATURATION + 1) * often) / (expected + often);
      for (const field of new Set(found.flatMap(({ names }) => names.filter((number) => number < 0)))) {
        inNames.set(field, (inNames.get(field) ?? 0) + rarities[at]);
      }
    });
    for (const [field, rarity] of inNames) score += NAMES[-1 - field] * rarity * (rarity / whole) ** 2;
    scores[page] = score;
  }
  return scores;
}

/** Return how much the places of a word on a page weigh: one that several of its forms have, once. */
function weightOf(rows) {
  let sum = 0;
  const weights = new Map();
  for (const { places, likeness } of rows) {
    eachPlace(places, (at, sign) => {
      const weight = (-1 - sign) * likeness;
      if (rows.length === 1) sum += weight;
      else weights.set(at, Math.max(weight, weights.get(at) ?? 0));
    });
  }
  for (const weight of weights.values()) sum += weight;
  return sum;
}
