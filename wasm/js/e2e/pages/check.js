// The comparison with the native verdicts. It runs wherever the package runs, and therefore uses nothing of its host.
import { unfold } from "../../test/support/unfold.js";

const encoder = new TextEncoder();

/**
 * Asks every question about every labelled answer, with the body as a string, where it is valid UTF-8, and as bytes.
 *
 * @param finfault the package, ready
 * @param {object[]} answers what test/vectors.js writes
 * @returns how much was asked in which form, and the first differences
 */
export function check({ classify, classifyJSON }, answers) {
  const asked = { answers: answers.length, string: 0, bytes: 0 };
  const differences = [];
  const compare = (what, got, want) => {
    if (got !== want && differences.push({ what, got, want }) > 5) {
      throw new Error(`too many differences: ${JSON.stringify(differences)}`);
    }
  };
  for (const { id, input, verdict } of answers.flatMap((answer) => [...unfold(answer)])) {
    for (const [form, body] of Object.entries(bodies(input.body))) {
      asked[form]++;
      const what = `${id}, ${input.operation} ${input.status}, body as ${form}`;
      compare(`classifyJSON of ${what}`, classifyJSON({ ...input, body }), verdict);
      compare(`classify of ${what}`, JSON.stringify(classify({ ...input, body })), JSON.stringify(JSON.parse(verdict)));
    }
  }
  return { asked, differences };
}

/** bodies returns a body in the forms that it can have. */
function bodies(body = "") {
  return typeof body === "string" ? { string: body, bytes: encoder.encode(body) } : { bytes: body };
}
