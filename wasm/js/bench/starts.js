import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const first = fileURLToPath(new URL("first.js", import.meta.url));

/** Prints how long it takes to the first verdict, each time in a new process: the fastest and the median. */
export function compareStarts(processes) {
  const run = () => JSON.parse(execFileSync(process.execPath, [first], { encoding: "utf8" }));
  const runs = Array.from({ length: processes }, run);
  console.log(`\n| to the first verdict, ${processes} processes | fastest ms | median ms |`);
  console.log("| --- | ---: | ---: |");
  for (const step of Object.keys(runs[0])) {
    const times = runs.map((steps) => steps[step]).sort((a, b) => a - b);
    console.log(`| ${step} | ${times[0].toFixed(2)} | ${times[times.length >> 1].toFixed(2)} |`);
  }
}
