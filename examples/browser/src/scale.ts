const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Steps between the marks of an axis that are easy to read. */
const STEPS = [
  1,
  2,
  5,
  10,
  20,
  50,
  100,
  200,
  500,
  ...[1, 2, 5, 10, 15, 30].map((n) => n * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * MINUTE),
  ...[1, 2, 3, 6, 12, 24, 48].map((n) => n * HOUR),
];

/** Scale places times on an axis that begins with 0. */
export interface Scale {
  /** at returns the place of a time. */
  readonly at: (ms: number) => number;
  /** The times that are marked, 0 among them. */
  readonly marks: readonly number[];
}

/** scale returns an axis from left to right on which `end` lies at `right`, its marks no closer than `gap`. */
export function scale(end: number, left: number, right: number, gap: number): Scale {
  const length = Math.max(right - left, 1);
  const step = STEPS.find((one) => (one / end) * length >= gap) ?? end;
  const marks = Array.from({ length: Math.floor(end / step) + 1 }, (_, n) => n * step);
  return { at: (ms) => left + (ms / end) * length, marks };
}
