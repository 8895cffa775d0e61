// The classification as a good engineer would write it in a front end, without Finfault: JSON.parse, the members of
// each provider's bodies, a table of codes, then the status. It knows the facts of the catalog and its rules of
// retrying; what it leaves out are drift, spans of texts, dates of headers and bodies made to hurt.
import { read } from "./readers.js";
import { normalize } from "./table.js";

const rank = [
  "poll", "backoff_short", "rate_limit", "backoff_medium", "backoff_long", "quota", "after_refresh", "after_user", "never",
];
const never = { policy: "never", automatic: false };
const poll = { policy: "poll", automatic: true, initial_ms: 3000, factor: 1.5, cap_ms: 30000, max_retries: 20 };
const ok = { outcome: "ok", category: "none", party: "unknown", actions: [], retry: never };
const pending = { outcome: "pending", category: "none", party: "unknown", retry: poll };
const failed = { outcome: "error", category: "operation_failed", party: "unknown", actions: ["contact_support"], retry: never };
const clientError = { outcome: "error", category: "invalid_request", party: "app", actions: ["fix_request"], retry: never };
const otherwise = { outcome: "error", category: "unclassified", party: "unknown", actions: ["contact_support"], retry: never };

/** Returns the classification with a table of the catalog. */
export function classifier(table) {
  /** Classifies one answer: provider, status, operation, idempotent and the body as text. */
  return function classify(input) {
    const { provider, status, body: text } = input;
    let body;
    let said;
    try {
      body = JSON.parse(text);
      said = read(provider, status, body);
    } catch {
      said = { broken: true, code: salvagedCode(text) };
    }
    const [row, error] = said.errors ? mostRestrictive(table, input, said.errors) : [decide(table, input, said), said];
    return verdict(input, row, error, text);
  };
}

/** Returns the code of a body that was cut off, or undefined. */
function salvagedCode(text) {
  return text.startsWith("{") ? /"(?:error_)?code"\s*:\s*"?([\w.-]+)/.exec(text)?.[1] : undefined;
}

function mostRestrictive(table, input, errors) {
  return errors
    .map((error) => [decide(table, input, error), error])
    .reduce((best, one) => (rank.indexOf(one[0].retry.policy) > rank.indexOf(best[0].retry.policy) ? one : best));
}

/** Asks the evidence in turn; the first answer wins. */
function decide(table, input, said) {
  const success = input.status >= 200 && input.status < 300;
  const row =
    byCode(table, input, said, success) ??
    (success ? undefined : byMessage(table, input, said)) ??
    (success ? byShape(said) : undefined);
  if (row === undefined) {
    return byStatus(table, input, said);
  }
  return input.provider === "mx" && !success ? capped(row, byStatus(table, input, said)) : row;
}

function byCode(table, input, said, success) {
  if (said.broken) {
    return undefined;
  }
  return (
    lookUp(table, input, said, said.namespace, said.code, success) ??
    lookUp(table, input, said, "http", said.subcode, success) ??
    lookUp(table, input, said, "connection", said.second, success)
  );
}

function lookUp(table, input, said, namespace, code, success) {
  if (code === undefined || code === null || code === "") {
    return undefined;
  }
  const codes = table[input.provider]?.[namespace]?.byCode;
  const text = String(code);
  const rows = codes?.get(text) ?? codes?.get(normalize(text)); // Nearly always it comes as it is listed.
  const row = rows?.find((r) => applies(r, input, said));
  if (row !== undefined) {
    return admitted(row, input, said, success) ? row : undefined;
  }
  // Under another status the code counts where all its rows agree and the status does not speak against it.
  const settled = namespace === "http" && rows?.every((r) => r.category === rows[0].category) ? rows[0] : undefined;
  return settled && settled.outcome === "error" && !(input.status >= 500 && settled.party === "app") ? settled : undefined;
}

/** A 5xx is never an invalid request, and a good state counts only where nothing failed. */
function admitted(row, { status }, said, success) {
  if (row.outcome === "error") {
    return !(row.category === "invalid_request" && status >= 500);
  }
  return success && !(said.failed && row.outcome === "ok") && !(said.pending && row.outcome === "ok");
}

function byMessage(table, input, said) {
  if (!said.detail || said.code !== undefined || said.broken) {
    return undefined;
  }
  return (
    table[input.provider]?.message?.all.find((r) => applies(r, input, said)) ??
    (said.gateway || said.message ? table.unknown.gateway.all.find((r) => applies(r, input, said)) : undefined)
  );
}

function byShape(said) {
  if (said.failed) {
    return failed;
  }
  return said.pending ? { ...pending, actions: said.pending } : undefined;
}

function byStatus(table, input, said) {
  const { provider, status } = input;
  const row =
    table[provider]?.status?.byCode.get(status)?.find((r) => applies(r, input, said)) ??
    table.unknown.status.byCode.get(status)?.[0];
  if (row !== undefined) {
    return row;
  }
  if (status >= 200 && status < 300) {
    return ok;
  }
  return status >= 400 && status < 500 ? clientError : otherwise;
}

/** For MX the status decides whether an automatic retry is allowed at all. */
function capped(row, status) {
  return row.retry.automatic && !status.retry.automatic ? { ...row, retry: never } : row;
}

function applies(row, input, said) {
  const { status, operation } = input;
  return (
    (row.status === undefined || row.status.includes(status)) &&
    (row.status_class === undefined || row.status_class === Math.floor(status / 100)) &&
    (row.operation === undefined || row.operation.includes(operation)) &&
    (row.match === undefined || contains(said, row.match)) &&
    (row.equals === undefined || row.equals.includes(said.detail?.trim().toLowerCase())) &&
    (row.unless === undefined || !contains(said, row.unless)) &&
    (row.step === undefined || row.step.includes(said.step)) &&
    (row.subcode === undefined || row.subcode === said.subcode) &&
    (row.success === undefined || row.success === said.success) &&
    (row.source_is === undefined || row.source_is.some((s) => said.source?.toLowerCase().includes(s))) &&
    (row.form === undefined || /<\w+:\w+> not valid/i.test(said.detail ?? ""))
  );
}

function contains({ title, detail }, patterns) {
  const text = `${title ?? ""}\n${detail ?? ""}`.toLowerCase();
  return patterns.some((pattern) => text.includes(pattern));
}

/** Builds the verdict, and turns off automatic retries that could do harm. */
function verdict({ status, operation, idempotent }, row, said, text) {
  const { outcome, category } = row;
  const timedOut = category === "aggregator_timeout" || category === "institution_timeout";
  const writes = outcome === "error" && (operation === "write" || operation === "payment");
  const unknownEffect = writes && (status >= 500 || status === 0 || status === 408 || timedOut);
  const guarded = operation === "token" || operation === "login" || (unknownEffect && !idempotent);
  const harmful = guarded && row.retry.automatic && row.retry.policy !== "poll";
  const fromEdge = status >= 500 && (said.gateway || (said.broken && /^\s*<(!doctype )?html/i.test(text)));
  const code = said.shown ?? said.code;
  return {
    outcome,
    category,
    party: fromEdge ? "edge" : row.party,
    actions: row.actions,
    retry: harmful ? { ...row.retry, automatic: false } : row.retry,
    code: code === undefined || code === null || code === "" ? undefined : String(code),
    detail: outcome === "error" ? said.detail : undefined,
  };
}
