import type { Operation } from "finfault";

import type { Row } from "./row.ts";

/** What is never retried by code: banks lock accounts, token endpoints withdraw tokens. */
const NEVER: Readonly<Partial<Record<Operation, string>>> = {
  token: "token requests never are",
  login: "logins never are",
};

/** whyNot returns why a row that is not retried automatically is not. */
export function whyNot(row: Pick<Row, "operation">): string {
  const [operation, ...others] = row.operation ?? [];
  return (operation !== undefined && others.length === 0 && NEVER[operation]) || "the row forbids it";
}
