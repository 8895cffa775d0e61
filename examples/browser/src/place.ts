import type { Operation, Provider } from "finfault";

import { names, operationWords, providerWords } from "./words.ts";

/** Place is what the address of the page carries. Nothing in it is personal. */
export interface Place {
  readonly view: View;
  readonly provider: Provider;
  readonly status: number;
  readonly operation: Operation;
  readonly idempotent: boolean;
  /** What the catalog is searched for. */
  readonly search: string;
  /** Whether only rows with a contradiction are listed. */
  readonly contradictions: boolean;
  /** The row of the catalog that is open. */
  readonly row: string;
}

/** The views of the page. */
export type View = "classify" | "catalog";

/** formatPlace writes a place as the fragment of an address, which no browser sends to a server. */
export function formatPlace(place: Place): string {
  const fields = new URLSearchParams();
  const add = (name: string, value: string, usual: string) => value !== usual && fields.set(name, value);
  add("view", place.view, "classify");
  add("provider", place.provider, "unknown");
  add("status", String(place.status), "0");
  add("operation", place.operation, "unknown");
  add("idempotent", place.idempotent ? "yes" : "no", "no");
  add("search", place.search, "");
  add("contradictions", place.contradictions ? "yes" : "no", "no");
  add("row", place.row, "");
  return fields.toString();
}

/** parsePlace reads a fragment. What is missing or makes no sense is as on a page that was just opened. */
export function parsePlace(fragment: string): Place {
  const fields = new URLSearchParams(fragment.replace(/^#/, ""));
  const text = (name: string) => fields.get(name) ?? "";
  return {
    view: text("view") === "catalog" ? "catalog" : "classify",
    provider: oneOf(names(providerWords), text("provider")),
    status: parseStatus(text("status")) ?? 0,
    operation: oneOf(names(operationWords), text("operation")),
    idempotent: text("idempotent") === "yes",
    search: text("search").slice(0, 200),
    contradictions: text("contradictions") === "yes",
    row: /^[a-z]+-\d{1,5}$/.test(text("row")) ? text("row") : "",
  };
}

/** parseStatus reads a status; nothing is 0, and what is no status undefined. */
export function parseStatus(text: string): number | undefined {
  const trimmed = text.trim();
  if (trimmed === "" || trimmed === "0") {
    return 0;
  }
  return /^[1-9]\d{2}$/.test(trimmed) ? Number(trimmed) : undefined;
}

function oneOf<T extends string>(known: readonly T[], name: string): T | "unknown" {
  return known.find((one) => one === name) ?? "unknown";
}
