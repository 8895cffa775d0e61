import type { Retry } from "finfault";

import { duration } from "./duration.ts";
import { h, svg } from "./element.ts";
import { scheduleNote } from "./retrywords.ts";
import { scale } from "./scale.ts";
import { total, waits, type Wait } from "./schedule.ts";

/** Places within the drawing, in pixels. */
const LEFT = 26;
const RIGHT = 88;
const TOP = 6;
const MARK_GAP = 64;

/** timeline draws the schedule of a retry; undefined where it has no times. */
export function timeline(retry: Retry, verb: "Retry" | "Read"): HTMLElement | undefined {
  const list = waits(retry);
  if (list.length === 0) {
    return undefined;
  }
  const figure = h("figure", { class: "timeline" });
  const drawing = h("div", { class: "drawing" });
  figure.append(
    drawing,
    h("figcaption", {}, legend(list), h("span", {}, `${scheduleNote(retry)} In all ${duration(total(list))} at most.`)),
  );
  // The drawing is made for the width that it has, so that its texts keep their size.
  new ResizeObserver(([entry]) => {
    const width = Math.floor(entry?.contentRect.width ?? 0);
    if (width > 0) {
      drawing.replaceChildren(draw(list, width, verb));
    }
  }).observe(drawing);
  return figure;
}

function draw(list: readonly Wait[], width: number, verb: string): SVGSVGElement {
  const rowHeight = list.length > 8 ? 15 : 24;
  const bottom = TOP + list.length * rowHeight;
  const axis = scale(total(list), LEFT, width - RIGHT, MARK_GAP);
  return svg(
    "svg",
    { width, height: bottom + 22, role: "img", "aria-label": described(list, verb) },
    ...axis.marks.flatMap((mark) => drawMark(axis.at(mark), mark, bottom)),
    ...list.map((wait, n) => drawWait(wait, axis.at, TOP + n * rowHeight, rowHeight, width)),
  );
}

function drawMark(x: number, mark: number, bottom: number): readonly SVGElement[] {
  return [
    svg("line", { class: "mark", x1: x, x2: x, y1: TOP, y2: bottom }),
    svg("text", { class: "mark", x, y: bottom + 15, "text-anchor": "middle" }, mark === 0 ? "0" : duration(mark)),
  ];
}

function drawWait(wait: Wait, at: (ms: number) => number, y: number, height: number, width: number): SVGElement {
  const from = at(wait.from);
  const length = Math.max(at(wait.from + wait.bound) - from, 3);
  const middle = y + height / 2;
  const bar = { x: from, y: y + 2, width: length, height: height - 4, rx: 2 };
  return svg(
    "g",
    {},
    svg("text", { class: "retry", x: LEFT - 10, y: middle, "text-anchor": "end" }, String(wait.retry)),
    svg("rect", { class: wait.exact ? "exact" : "jitter", ...bar }),
    wait.exact
      ? undefined
      : svg("line", { class: "mean", x1: from + length / 2, x2: from + length / 2, y1: y + 4, y2: y + height - 4 }),
    svg("line", { class: "bound", x1: from + length, x2: from + length, y1: y + 1, y2: y + height - 1 }),
    svg(
      "text",
      { class: "label", x: width, y: middle, "text-anchor": "end" },
      `${wait.exact ? "" : "≤ "}${duration(wait.bound)}`,
    ),
  );
}

/** described says in words what is drawn. */
function described(list: readonly Wait[], verb: string): string {
  const said = list.map(
    (wait) => `${verb} ${wait.retry} after ${wait.exact ? "exactly" : "at most"} ${duration(wait.bound)}`,
  );
  return `${said.join("; ")}.`;
}

function legend(list: readonly Wait[]): HTMLElement {
  const key = (kind: string, words: string) =>
    h("span", { class: "key" }, h("i", { class: kind, "aria-hidden": "true" }), words);
  const jitter = list.some((wait) => !wait.exact);
  return h(
    "span",
    { class: "legend" },
    list[0]!.exact ? key("exact", "waited in full") : undefined,
    jitter ? key("jitter", "drawn at random") : undefined,
    jitter ? key("mean", "on average") : undefined,
    key("bound", "at the latest"),
  );
}
