import type { Action, Category, Effect, Language } from "./vocabulary.js";

/** The texts of a language. Those of sentences have places for the bank's name: `{bank|your bank}`. */
export interface Words {
  /** The language's tag. */
  readonly language: Language;
  /** What happened. */
  readonly categories: Readonly<Record<Category, Text>>;
  /** It is under way. */
  readonly pending: Text;
  /** A request failed that may have gone through all the same. */
  readonly unsure: Text;
  /** What to do. The label is empty where an end user cannot do it. */
  readonly actions: Readonly<Record<Action, { readonly sentence: string; readonly button: string }>>;
}

/** What is said of a category. */
export interface Text {
  readonly title: string;
  readonly sentence: string;
}

/** What of a verdict decides the words. Every verdict is one, its JSON form, and each of its errors. */
export interface Describable {
  readonly category: Category | "none";
  /** The first one counts. */
  readonly actions: readonly Action[];
  readonly effect?: Effect | undefined;
}

/** Settings of a description. */
export interface DescribeOptions {
  /**
   * The bank's name as the end user knows it. Left out, the words say "your bank". It is put in as it is: whoever puts
   * the words into HTML escapes them.
   */
  readonly bank?: string | undefined;
}

/** What an end user is told. All three are empty where nothing failed. */
export interface Description {
  /** At most 45 characters. */
  readonly title: string;
  /** One sentence or two: at most 160 characters without the bank's name. */
  readonly sentence: string;
  /** The label of the button for the first action, at most 24 characters; empty where an end user can do nothing. */
  readonly button: string;
}

/**
 * Says what a verdict means to an end user, in words that hold nothing of the provider's. For a later rung of the
 * ladder give `{ category, actions: [rung] }`.
 */
export type Describe = (verdict: Describable, options?: DescribeOptions) => Description;

/** A place for the bank's name. */
const PLACE = /\{bank\|(.*?)\}/g;

/** What is said where nothing failed. */
const NOTHING: Text = { title: "", sentence: "" };

/** describer makes the function of a language. */
export function describer(words: Words): Describe {
  return ({ category, actions, effect }, { bank } = {}) => {
    const action = effect === "unknown" ? "lookup_existing" : actions[0];
    const text = effect === "unknown" ? words.unsure : category === "none" ? pending(words, action) : words.categories[category];
    const { title, sentence } = text ?? words.categories.unclassified;
    const advice = text === NOTHING ? undefined : words.actions[action!];
    return {
      title,
      sentence: (advice ? `${sentence} ${advice.sentence}` : sentence).replace(PLACE, (_, unnamed) => bank || unnamed),
      button: advice?.button ?? "",
    };
  };
}

/** pending returns what is said where nothing failed yet. */
function pending(words: Words, action: Action | undefined): Text {
  return action === "complete_mfa" ? words.categories.mfa_required : action === "poll_status" ? words.pending : NOTHING;
}
