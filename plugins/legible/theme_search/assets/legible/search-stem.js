/* The stem of an English word, as the index has it: `evaluating`, `evaluated` and `evaluates` are all
 * indexed as `evalu`.
 *
 * This is the English stemmer of Snowball, "Porter2" (snowballstem.org/algorithms/english), which
 * Pagefind indexes with. A word of another script has no vowel of these, and stays as it is.
 */

const IRREGULAR = new Map(
  "skis:ski skies:sky dying:die lying:lie tying:tie idly:idl gently:gentl ugly:ugli early:earli only:onli singly:singl"
    .split(" ").map((pair) => pair.split(":")),
);
const FIXED = new Set("sky news howe atlas cosmos bias andes".split(" "));
const FIXED_WITHOUT_S = new Set("inning outing canning evening herring earring proceed exceed succeed".split(" "));
const HAS_VOWEL = /[aeiouy]/;
const REGION = /^.*?[aeiouy][^aeiouy]/s; // what stands before a region: a vowel, and what is none behind it
const EARLY_REGION = /^(?:gener|commun|arsen|past|univers|later|emerg|organ|inter)/;
const ENDS_SHORT = /(?:[^aeiouy][aeiouy][^aeiouywxY]|^[aeiouy][^aeiouy]|past)$/s;
const DOUBLE = /(?<!^[aeo])(?:bb|dd|ff|gg|mm|nn|pp|rr|tt)$/;
// The longest ending counts, and so stands first where one ends with another.
const ENDINGS = [
  [/ational$/, "ate"], [/tional$/, "tion"], [/enci$/, "ence"], [/anci$/, "ance"], [/abli$/, "able"],
  [/entli$/, "ent"], [/(?:izer|ization)$/, "ize"], [/(?:ation|ator)$/, "ate"],
  [/(?:alism|aliti|alli)$/, "al"], [/fulness$/, "ful"], [/(?:ousli|ousness)$/, "ous"],
  [/(?:iveness|iviti)$/, "ive"], [/(?:biliti|bli)$/, "ble"], [/(?<=l)og(?:i|ist)$/, "og"], [/fulli$/, "ful"],
  [/lessli$/, "less"], [/(?<=[cdeghkmnrt])li$/, ""],
];
const FURTHER_ENDINGS = [
  [/ational$/, "ate"], [/tional$/, "tion"], [/alize$/, "al"], [/(?:icate|iciti|ical)$/, "ic"],
  [/(?:ful|ness)$/, ""],
];
const LAST_ENDING = /(?:ement|ment|ance|ence|able|ible|ant|ent|ism|ate|iti|ous|ive|ize|al|er|ic|(?<=[st])ion)$/;

/** Return the stem of a word in small letters. */
export function stem(word) {
  if (word.length < 3) return word;
  if (IRREGULAR.has(word)) return IRREGULAR.get(word);
  if (FIXED.has(word)) return word;
  let text = word.replace(/^'/, "").replace(/^y/, "Y").replace(/(?<=[aeiouy])y/g, "Y");
  const first = (EARLY_REGION.exec(text) ?? REGION.exec(text))?.[0].length ?? text.length;
  const second = first + (REGION.exec(text.slice(first))?.[0].length ?? text.length);
  text = withoutPlural(text.replace(/'(?:s'?)?$/, ""));
  if (FIXED_WITHOUT_S.has(text)) return text;
  text = withoutTense(text, first);
  text = text.replace(/(?<=.[^aeiouy])[yY]$/s, "i");
  text = exchanged(text, ENDINGS, first);
  text = exchanged(text, FURTHER_ENDINGS, first);
  text = exchanged(text, [[/ative$/, ""]], second);
  text = exchanged(text, [[LAST_ENDING, ""]], second);
  if (text.endsWith("e")) {
    const rest = text.slice(0, -1);
    if (rest.length >= second || (rest.length >= first && !ENDS_SHORT.test(rest))) text = rest;
  } else if (text.endsWith("ll") && text.length > second) text = text.slice(0, -1);
  return text.replaceAll("Y", "y");
}

function withoutPlural(text) {
  if (text.endsWith("sses")) return text.slice(0, -2);
  if (/ie[ds]$/.test(text)) return text.slice(0, text.length > 4 ? -2 : -1);
  return /[aeiouy].*[^us]s$/s.test(text) ? text.slice(0, -1) : text;
}

function withoutTense(text, first) {
  const ending = /(?:eed|ed|ing)(?:ly)?$/.exec(text)?.[0];
  if (!ending) return text;
  const rest = text.slice(0, -ending.length);
  if (ending.startsWith("ee")) return rest.length >= first ? `${rest}ee` : text;
  if (!HAS_VOWEL.test(rest)) return text;
  if (/(?:at|bl|iz)$/.test(rest)) return `${rest}e`;
  if (DOUBLE.test(rest)) return rest.slice(0, -1);
  return ENDS_SHORT.test(rest) && rest.length <= first ? `${rest}e` : rest;
}

/** Return a text with its ending exchanged, if that stands behind a place. */
function exchanged(text, endings, from) {
  for (const [ending, other] of endings) {
    const at = text.search(ending);
    if (at >= 0) return at >= from ? text.slice(0, at) + other : text;
  }
  return text;
}
