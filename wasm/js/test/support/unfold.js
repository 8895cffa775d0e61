// What the command in test/native prints, unfolded into questions. Nothing here needs Node, so that a page can use it.

/**
 * @typedef {object} Vector
 * @property {string} id
 * @property {object} input what `classify` takes; its body is a string, or bytes where it is no valid UTF-8
 * @property {string} verdict the JSON form of the native verdict
 * @property {string} explanation the JSON form of the native explanation
 */

/**
 * Yields a vector for each question that was asked about a labelled answer.
 *
 * @returns {Generator<Vector>}
 */
export function* unfold({ id, headers, body, body_base64, questions }) {
  const bytes = body_base64 && Uint8Array.from(atob(body_base64), (c) => c.charCodeAt(0));
  for (const { verdict, explanation, ...asked } of questions) {
    yield { id, input: { ...asked, headers, body: bytes || body }, verdict, explanation };
  }
}
