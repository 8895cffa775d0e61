// A call per shape: string in, verdict out, of which category, retry and code are read.
import { classifier } from "./byhand/classify.js";
import { catalogTable } from "./byhand/table.js";
import { fastest } from "./fastest.js";
import { samples } from "./samples.js";

/** Prints a table of all shapes. Headers are left out, as in the other benchmarks of the same bodies. */
export function compareShapes(classify, turns) {
  const byHand = classifier(catalogTable());
  const list = samples();
  const inputs = list.map(inputOf);
  const shapes = list.map((sample, i) => checked(sample, inputs[i], classify, byHand));
  const contenders = [(input) => read(classify(input)), parse, (input) => read(byHand(input))];
  fastest(contenders, inputs, { turns: 40, calls: 200 }); // Until all is compiled.
  const times = fastest(contenders, inputs, { turns, calls: 400 });
  console.log("| shape | bytes | finfault ns | JSON.parse ns | by hand ns | finfault / by hand | |");
  console.log("| --- | ---: | ---: | ---: | ---: | ---: | --- |");
  const ratios = times.map(([own, parsed, hand], i) => {
    const cells = [shapes[i], Buffer.byteLength(inputs[i].body), own.toFixed(0), parsed.toFixed(0), hand.toFixed(0)];
    console.log(`| ${cells.join(" | ")} | ${(own / hand).toFixed(2)} | ${own > hand ? "slower" : ""} |`);
    return own / hand;
  });
  const mean = Math.exp(ratios.reduce((sum, ratio) => sum + Math.log(ratio), 0) / ratios.length);
  console.log(`\nGeometric mean of finfault / by hand: ${mean.toFixed(2)}.\n\n${losing(shapes, ratios)}`);
}

/** Says in a sentence where Finfault loses; the report of all benchmarks gathers what begins like this. */
function losing(shapes, ratios) {
  const worst = ratios.indexOf(Math.max(...ratios));
  const slower = ratios.filter((ratio) => ratio > 1).length;
  const most = `at worst Finfault takes ${ratios[worst].toFixed(2)} times as long (\`${shapes[worst]}\`)`;
  return `Losing: In JavaScript hand-written classification is faster on ${slower} of ${shapes.length} shapes; ${most}.`;
}

function inputOf({ provider, status, operation, idempotent, body }) {
  const known = provider === "unknown" ? undefined : provider;
  return { provider: known, status, operation, idempotent: idempotent === "yes", body };
}

/** Makes sure that both give the verdict of the label before they are timed, and returns the shape. */
function checked(sample, input, classify, byHand) {
  const own = classify(input);
  const { category, retry, automatic, code } = { ...core(own), ...sample.expect };
  const expected = JSON.stringify({ category, retry, automatic, code: code ?? "" });
  for (const [who, verdict] of [["finfault", own], ["by hand", byHand(input)]]) {
    const said = JSON.stringify(core(verdict));
    if (said !== expected) {
      throw new Error(`${sample.id}: ${who} says ${said}, the label ${expected}`);
    }
  }
  return own.shape;
}

function core({ category, retry, code }) {
  return { category, retry: retry.policy, automatic: retry.automatic, code: code ?? "" };
}

function read({ category, retry, code }) {
  return category.length + retry.policy.length + (retry.automatic ? 1 : 0) + (code === undefined ? 0 : code.length);
}

function parse({ body }) {
  try {
    return JSON.parse(body) === null ? 0 : 1;
  } catch {
    return 2;
  }
}
