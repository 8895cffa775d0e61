/**
 * verdictHeaders returns a verdict as headers. They hold words of the catalog only and nothing that the provider wrote.
 *
 * @param {import("finfault").Verdict} verdict
 */
export function verdictHeaders(verdict) {
  const headers = new Headers({
    "x-finfault-outcome": verdict.outcome,
    "x-finfault-category": verdict.category,
    "x-finfault-party": verdict.party,
    "x-finfault-actions": verdict.actions.join(","),
    "x-finfault-retry": verdict.retry.policy,
    "x-finfault-automatic": String(verdict.retry.automatic),
    "x-finfault-severity": verdict.severity,
    "x-finfault-scope": verdict.scope,
  });
  if (verdict.reason !== undefined) {
    headers.set("x-finfault-reason", verdict.reason);
  }
  return headers;
}
