import type { VerdictJSON } from "finfault";

import { categoryWords } from "./words.ts";

/** summary says in a sentence what happened. */
export function summary(verdict: VerdictJSON): string {
  switch (verdict.outcome) {
    case "pending":
      return "It is not finished yet.";
    case "ok":
      return "There is no sign of a failure.";
  }
  return categoryWords[verdict.category];
}
