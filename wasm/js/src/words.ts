import type { Describe, Words } from "./describe.js";
import { LANGUAGE } from "./layout.js";
import type { Language } from "./vocabulary.js";

export type { Describable, Describe, DescribeOptions, Description, Text, Words } from "./describe.js";
export type { Language } from "./vocabulary.js";

/** The languages that there are words in. The first stands in for those that there are none in. */
export const languages: readonly Language[] = LANGUAGE;

/** An entry of `Accept-Language`: the language, and its weight where it has one. */
const ENTRY = /^[ \t]*([a-z]{2})(?:[-_][^;]*)?[ \t]*(?:;[ \t]*(?:q=(\d(?:\.\d{0,3})?))?[ \t]*)?$/i;

/**
 * The language that a reader prefers of those that there are words in, from an `Accept-Language` header or from
 * `navigator.languages`: the one with the highest weight, of equals the first, and English where none is known.
 */
export function matchLanguage(accepted: string | readonly string[]): Language {
  let best: Language = "en";
  let most = 0;
  for (const entry of typeof accepted === "string" ? accepted.split(",") : accepted) {
    const [, tag, weight = "1"] = ENTRY.exec(entry) ?? [];
    const language = languages.find((known) => known === tag?.toLowerCase());
    if (language && Math.min(+weight, 1) > most) {
      best = language;
      most = Math.min(+weight, 1);
    }
  }
  return best;
}

/** Loads the words of a language, and no others: bundlers make a file of its own of each. */
export function loadWords(language: Language): Promise<{ readonly words: Words; readonly describe: Describe }> {
  switch (language) {
    case "de":
      return import("./words-de.js");
    case "fr":
      return import("./words-fr.js");
    case "es":
      return import("./words-es.js");
    case "it":
      return import("./words-it.js");
    case "pt":
      return import("./words-pt.js");
    default:
      return import("./words-en.js");
  }
}
