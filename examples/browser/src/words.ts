// The words for each name of the vocabulary, next to which the name itself is shown, so that a reader finds it again in
// the JSON and in code. They are those of the command line (host/internal/report), which a test holds them to. The
// keys are the only list of names there is at run time, so that the choices of the page come from here as well.
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

/** What happened. */
export const categoryWords: Readonly<Record<Category, string>> = {
  unclassified: "Nothing that is documented fits this answer.",
  invalid_request: "The request is wrong: our code has to change.",
  not_found: "What the request names does not exist for us.",
  conflict: "It exists already, or its state does not allow this.",
  user_input_invalid: "What the end user entered cannot be used.",
  unsupported: "This is not on offer, however it is asked for.",
  app_credentials_invalid: "Our key, secret or signature is wrong.",
  token_expired: "The access token is no longer accepted.",
  permission_denied: "We are known, but have no right to this.",
  rate_limited: "We send more than the provider lets through.",
  user_credentials_invalid: "The bank refused the end user's login.",
  mfa_required: "The bank wants a second factor from the end user.",
  consent_required: "The end user's consent has ended or was refused.",
  user_action_required: "The end user has something to settle at the bank.",
  no_eligible_account: "The login works, but no account fits.",
  institution_unavailable: "The bank is down or under maintenance.",
  institution_timeout: "The bank took too long.",
  institution_rate_limited: "The bank limits how often it may be asked.",
  aggregator_unavailable: "The provider's platform is down or overloaded.",
  aggregator_timeout: "The provider's platform took too long, or no answer came at all.",
  aggregator_internal: "The provider's platform broke.",
  operation_failed: "It was processed and declined, with no cause given.",
};

/** What to do. */
export const actionWords: Readonly<Record<Action, string>> = {
  fix_request: "change the code that builds the request",
  fix_credentials: "change the API key, secret, scope or signature",
  refresh_token: "get a new access token, once",
  correct_input: "let the end user correct what they entered",
  reconnect_user: "let the end user log in at the bank again",
  reconsent_user: "let the end user renew the consent",
  complete_mfa: "let the end user answer the challenge",
  user_at_institution: "send the end user to the bank",
  use_other_account: "let the end user pick another account",
  lookup_existing: "read the object before changing it",
  stop_using: "do not offer this with this institution",
  wait: "wait before anything is tried again",
  poll_status: "read the state again",
  contact_support: "ask the provider's support",
};

/** Whose fault it is. */
export const partyWords: Readonly<Record<Party, string>> = {
  unknown: "nobody can tell from this answer",
  app: "ours: this application has to act",
  end_user: "the end user's: only they can act",
  institution: "the bank's",
  aggregator: "the provider's",
  edge: "that of something between us and the provider",
};

/** What a front end does. */
export const severityWords: Readonly<Record<Severity, string>> = {
  silent: "show the end user nothing",
  notice: "tell the end user that it did not work",
  action_required: "ask the end user to act",
  blocking: "it stays broken until somebody changes something",
};

/** Who else is hit. */
export const scopeWords: Readonly<Record<Scope, string>> = {
  request: "this request alone",
  connection: "this end user's connection to the bank",
  institution: "everybody at this bank",
  app: "everything that this application sends",
};

/** Whether a failed write was applied. */
export const effectWords: Readonly<Record<Effect, string>> = {
  not_applied: "nothing was changed",
  unknown: "nobody knows whether it was applied: replay it only with the same idempotency key",
};

/** Which evidence decided. */
export const basisWords: Readonly<Record<Basis, string>> = {
  none: "nothing in particular",
  overlay: "a rule of your own",
  header: "a header",
  code: "the provider's code",
  message: "a documented text",
  status: "the HTTP status alone",
  shape: "the shape of the body",
};

/** How sure the verdict is. */
export const certaintyWords: Readonly<Record<Certainty, string>> = {
  unknown: "nothing was recognised",
  documented: "the documentation says so",
  inferred: "not said in so many words",
  ambiguous: "the documentation leaves it open",
};

/** How the answer differs from the documentation. */
export const driftWords: Readonly<Record<Drift, string>> = {
  unknown_code: "no row of the catalog decides on the code",
  status_moved: "the code is documented under another status",
  respelled_code: "the code is documented in another spelling",
  status_mismatch: "the body names another status than came over the wire",
  unknown_shape: "the body has no known format",
  type_changed: "a member has another JSON type than documented",
};

/** What kind of code a row of the catalog is about. */
export const namespaceWords: Readonly<Record<string, string>> = {
  http: "codes under an HTTP status",
  status: "HTTP status alone",
  message: "texts without a code",
  job: "result codes of job steps",
  failure: "failure reasons of resources",
  connection: "connection statuses",
  member: "error codes of members",
  gateway: "messages of gateways",
};

/** The sources of evidence. */
export const sourceWords: Readonly<Record<TraceSource, string>> = {
  body: "the body",
  provider: "who answered",
  overlay: "rules of your own",
  row: "code and status",
  moved: "the code elsewhere",
  message: "documented texts",
  shape: "the body's shape",
  status: "provider's status",
  general: "HTTP in general",
  header: "headers",
  rule: "standing rules",
};

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
