/* The index of the site, of which only those files are loaded that have what is asked for.
 *
 * Its files hold words in their order, each with the pages and the places where it stands, as
 * Pagefind writes them: gzipped CBOR (RFC 8949) of numbers, texts and arrays. `index.json` says with
 * which word each file begins, and how long each page is. A text of a page is JSON of its own.
 */

const MOST_FILES = 4; // files that are loaded of the words that begin alike: what follows is rarer
const START = -25; // the number that is not written: what stands before most places of a text
const SCALE = "0".charCodeAt(0); // the length of one word; each step is half of a double
const TEXT = new TextDecoder();

/** Return the index that `index.json` tells of. */
export function openIndex(place, told) {
  const base = new URL(`${told.index}/`, place);
  const files = new Map();
  const once = (name, read) => {
    if (!files.has(name)) {
      const loading = loaded(new URL(name, base)).then(read);
      loading.catch(() => files.delete(name)); // so that it is asked for again
      files.set(name, loading);
    }
    return files.get(name);
  };
  return {
    lengths: Float64Array.from(told.lengths, (step) => 2 ** ((step.charCodeAt(0) - SCALE) / 2)),
    paired: new RegExp(`[${told.paired}]+`, "gu"),
    capped: new Set(told.capped),
    filterNames: told.filters,
    /** Return the words that begin with a text, or near it, as far as they are loaded for it. */
    async wordsNear(text) {
      const names = filesFor(told.words, text).map((at) => `index/${at.toString(16)}.pf_index`);
      return (await Promise.all(names.map((name) => once(name, wordsOf)))).flat();
    },
    /** Return what a page is called, its address, text and headings. */
    textOf: (page) => once(`fragment/${page.toString(16)}.pf_fragment`, (bytes) => {
      const text = TEXT.decode(bytes);
      return JSON.parse(text.slice(text.indexOf("{"))); // a signature stands before it
    }),
    /** Return the values of a filter, each with the set of its pages. */
    valuesOf: (name) => once(`filter/${told.filters.indexOf(name)}.pf_filter`, (bytes) => {
      return new Map(new Reader(bytes).item().map(([value, pages]) => [value, new Set(pages)]));
    }),
  };
}

async function loaded(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${response.status}: ${url}`);
  const plain = response.body.pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(plain).arrayBuffer());
}

/** Return the numbers of the files with the words that begin with a text, and those around it. */
export function filesFor(firsts, text) {
  let low = 0;
  let high = firsts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBefore(text, firsts[middle])) high = middle;
    else low = middle + 1;
  }
  const numbers = low ? [low - 1] : [];
  while (low < firsts.length && firsts[low].startsWith(text) && numbers.length < MOST_FILES) {
    numbers.push(low);
    low += 1;
  }
  return numbers;
}

/** Whether a text comes before another by its characters, which are not what strings compare by. */
function isBefore(text, other) {
  const [some, others] = [[...text], [...other]];
  const at = some.findIndex((character, index) => character !== others[index]);
  if (at < 0) return some.length < others.length;
  return at < others.length && some[at].codePointAt(0) < others[at].codePointAt(0);
}

/** Return the words of a file; where each stands is read when it is asked for. */
function wordsOf(bytes) {
  const reader = new Reader(bytes);
  const words = [];
  for (let left = reader.head(); left; left -= 1) {
    reader.head();
    const word = reader.item();
    const at = reader.at;
    reader.skip(2);
    let forms = null;
    words.push({ word, forms: () => (forms ??= formsOf(new Reader(bytes, at), word)) });
  }
  return words;
}

/** Return the forms of a word: each with its pages, and the places in their texts and in their names.
 *
 * Places are left as they are written: see `placesOf`.
 */
function formsOf(reader, word) {
  const forms = [{ form: word, ...rowsOf(reader) }];
  for (let left = reader.head(); left; left -= 1) {
    reader.head();
    forms.push({ form: reader.item(), ...rowsOf(reader) });
  }
  return forms.filter(({ pages }) => pages.length);
}

function rowsOf(reader) {
  const [pages, places, names] = [[], [], []];
  let page = 0;
  for (let left = reader.head(); left; left -= 1) {
    reader.head();
    page += reader.item();
    pages.push(page);
    places.push(reader.item());
    names.push(reader.item());
  }
  return { pages, places, names };
}

/** Call back with each place of a list, and the negative number that stands before it.
 *
 * A place is a number less the one before it. A negative one says how much those behind it weigh, or
 * in which of a page's names they are.
 */
export function eachPlace(list, then) {
  let [sign, at] = [START, 0];
  for (const number of list) {
    if (number < 0) [sign, at] = [number, 0];
    else {
      at += number;
      then(at, sign);
    }
  }
}

/** Reads numbers, texts and arrays of CBOR. */
class Reader {
  constructor(bytes, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  /** Return the number or the length that comes next, and note of what kind it is. */
  head() {
    const first = this.bytes[this.at];
    this.kind = first >> 5;
    this.at += 1;
    const small = first & 31;
    if (small < 24) return small;
    let number = 0;
    for (let left = 1 << (small - 24); left; left -= 1) {
      number = number * 256 + this.bytes[this.at];
      this.at += 1;
    }
    return number;
  }

  item() {
    const number = this.head();
    if (this.kind === 0) return number;
    if (this.kind === 1) return -1 - number;
    if (this.kind === 3) {
      this.at += number;
      return TEXT.decode(this.bytes.subarray(this.at - number, this.at));
    }
    const items = new Array(number);
    for (let index = 0; index < number; index += 1) items[index] = this.item();
    return items;
  }

  skip(items) {
    for (let left = items; left; left -= 1) {
      const number = this.head();
      if (this.kind === 3) this.at += number;
      else if (this.kind === 4) left += number;
    }
  }
}
