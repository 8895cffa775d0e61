import type {
  Action,
  Category,
  Certainty,
  GrpcCode,
  Operation,
  Outcome,
  Party,
  Provider,
  Retry,
  Scope,
  Severity,
} from "finfault";

import { providerWords } from "./words.ts";

/** Row is a row of the catalog, as `finfault catalog export` writes it. */
export interface Row {
  readonly row: string;
  readonly reason: string;
  /** `unknown` where the row holds for every provider. */
  readonly provider: Provider;
  readonly namespace: string;
  readonly status?: readonly number[];
  /** 4 for all 4xx. */
  readonly status_class?: number;
  readonly code?: string;
  readonly spellings?: readonly string[];
  readonly operation?: readonly Operation[];
  readonly step?: readonly string[];
  readonly match?: readonly string[];
  readonly equals?: readonly string[];
  readonly unless?: readonly string[];
  readonly form?: string;
  readonly source_is?: readonly string[];
  readonly subcode?: string;
  readonly success?: boolean;
  readonly no_code?: boolean;
  /** The provider lists the code without saying what it means, so that the row decides nothing. */
  readonly listed?: boolean;
  readonly outcome?: Outcome;
  readonly category?: Category | "none";
  readonly party?: Party;
  readonly actions?: readonly Action[];
  readonly retry?: Retry;
  readonly severity?: Severity;
  readonly scope?: Scope;
  readonly grpc_code?: GrpcCode;
  readonly certainty?: Certainty;
  readonly alternatives?: readonly Category[];
  readonly meaning: string;
  readonly note?: string;
  readonly contradiction?: string;
  readonly source: { readonly title: string; readonly where: string; readonly section?: string };
}

/** rowProvider returns the name of a row's provider as it writes itself. */
export function rowProvider(row: Row): string {
  return row.provider === "unknown" ? "Any provider" : providerWords[row.provider];
}

/** statuses names the statuses of a row, runs of them as ranges, or a class such as 5xx; "" where it holds for any. */
export function statuses(row: Row): string {
  const list = row.status ?? [];
  if (list.length === 0) {
    return row.status_class ? `${row.status_class}xx` : "";
  }
  const parts: string[] = [];
  for (let i = 0, end = 0; i < list.length; i = end + 1) {
    for (end = i; list[end + 1] === list[end]! + 1; end++);
    parts.push(end > i ? `${list[i]}–${list[end]}` : `${list[i]}`);
  }
  return parts.join(", ");
}

/** codeOrText is what a row is known by: its code, else the first of the texts that stand for one. */
export function codeOrText(row: Row): string {
  const text = [...(row.match ?? []), ...(row.equals ?? [])][0];
  return row.code ?? (text === undefined ? "" : `“${text}”`);
}
