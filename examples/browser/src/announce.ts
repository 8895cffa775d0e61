import type { VerdictJSON } from "finfault";

import { byId } from "./element.ts";
import { retryWords } from "./retrywords.ts";
import { summary } from "./summary.ts";
import { outcomeWords, partyWords } from "./words.ts";

/** How long the user has to pause in typing before a verdict is read out. */
const PAUSE_MS = 600;

let waiting: ReturnType<typeof setTimeout> | undefined;

/** announce has a screen reader say something. */
export function announce(text: string): void {
  clearTimeout(waiting);
  byId("announcement").textContent = text;
}

/** announceVerdict has a screen reader say what matters of a verdict, once the user pauses. */
export function announceVerdict(verdict: VerdictJSON, why: string): void {
  clearTimeout(waiting);
  waiting = setTimeout(() => announce(said(verdict, why)), PAUSE_MS);
}

function said(verdict: VerdictJSON, why: string): string {
  const parts = [`${outcomeWords[verdict.outcome]}: ${summary(verdict)}`];
  if (verdict.outcome === "error") {
    parts.push(`Whose fault: ${partyWords[verdict.party]}.`);
  }
  if (verdict.outcome !== "ok") {
    const { answer, more } = retryWords(verdict.retry, why);
    parts.push(`May code retry: ${answer}, ${more}.`);
  }
  return parts.join(" ");
}
