const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** duration writes milliseconds in the unit that a reader thinks in, as the command line does: 4.5 s, 15 min, 6 h. */
export function duration(ms: number): string {
  if (ms < SECOND) {
    return fixed(`${Math.round(ms)} ms`);
  }
  if (ms < 2 * MINUTE) {
    return fixed(`${Math.floor((ms * 10 + SECOND / 2) / SECOND) / 10} s`);
  }
  return ms < 2 * HOUR ? fixed(inTwo(ms, MINUTE, "min", SECOND, "s")) : fixed(inTwo(ms, HOUR, "h", MINUTE, "min"));
}

/** inTwo writes whole units and what is left in a smaller one. */
function inTwo(ms: number, unit: number, name: string, small: number, smallName: string): string {
  const rest = Math.floor((ms % unit) / small);
  return `${Math.floor(ms / unit)} ${name}${rest > 0 ? ` ${rest} ${smallName}` : ""}`;
}

/** fixed keeps a text from being broken into lines. */
function fixed(text: string): string {
  return text.replaceAll(" ", "\u00a0");
}
