// The words for each name of the vocabulary, next to which the name itself is shown, so that a reader finds it again in
// the JSON and in code. Most are of the table that the command line has them from as well. The keys are the only list
// of names there is at run time, so that the choices of the page come from here, too.
import type {
  Action,
  Basis,
  Category,
  Certainty,
  Drift,
  Effect,
  Operation,
  Outcome,
  Party,
  Provider,
  Scope,
  Severity,
  TraceSource,
} from "finfault";

import glossary from "../../../catalog/glossary/glossary.json";

/** What happened. */
export const categoryWords: Readonly<Record<Category, string>> = glossary.category;

/** What to do. */
export const actionWords: Readonly<Record<Action, string>> = glossary.action;

/** Whose fault it is. */
export const partyWords: Readonly<Record<Party, string>> = glossary.party;

/** What a front end does. */
export const severityWords: Readonly<Record<Severity, string>> = glossary.severity;

/** Who else is hit. */
export const scopeWords: Readonly<Record<Scope, string>> = glossary.scope;

/** Whether a failed write was applied. */
export const effectWords: Readonly<Record<Effect, string>> = glossary.effect;

/** Which evidence decided. */
export const basisWords: Readonly<Record<Basis, string>> = glossary.basis;

/** How sure the verdict is. */
export const certaintyWords: Readonly<Record<Certainty, string>> = glossary.certainty;

/** How the answer differs from the documentation. */
export const driftWords: Readonly<Record<Drift, string>> = glossary.drift;

/** What kind of code a row of the catalog is about. */
export const namespaceWords: Readonly<Record<string, string>> = glossary.namespace;

/** The sources of evidence. */
export const sourceWords: Readonly<Record<TraceSource, string>> = glossary.source;

/** The providers as they write themselves. */
export const providerWords: Readonly<Record<Provider, string>> = {
  unknown: "unknown provider",
  basiq: "Basiq",
  synapse: "SynapseFI",
  truelayer: "TrueLayer",
  mx: "MX",
};

/** What the request was for. */
export const operationWords: Readonly<Record<Operation, string>> = {
  unknown: "not known",
  token: "any token or auth endpoint",
  login: "hands the end user's bank credentials over",
  sync: "refreshes an existing connection",
  verify: "verifies an account",
  mfa: "answers a challenge",
  read: "reads data",
  write: "changes data",
  payment: "can move money",
  job: "reads the state of a job or a member",
  sso: "a single sign-on endpoint",
};

/** Whether the answer is a failure at all, in a word. */
export const outcomeWords: Readonly<Record<Outcome, string>> = { error: "Error", pending: "Pending", ok: "OK" };

/** The names of a vocabulary in its order. */
export function names<T extends string>(words: Readonly<Record<T, string>>): readonly T[] {
  return Object.keys(words) as T[];
}
