/** @typedef {import("finfault").ErrorVerdict} ErrorVerdict */

/** What is thrown where an answer is a failure and trying again is out of the question, or did not help. */
export class ProviderError extends Error {
  /** A private member, so that a logged error shows nothing that the provider wrote. @type {Response | undefined} */
  #response;

  /**
   * @param {ErrorVerdict} verdict
   * @param {Response} [response]
   * @param {unknown} [cause]
   */
  constructor(verdict, response, cause) {
    super(verdict.toString(), cause === undefined ? undefined : { cause });
    this.name = "ProviderError";
    /** Whose fault it is and what has to be done: switch on `verdict.category`. */
    this.verdict = verdict;
    this.#response = response;
  }

  /** The last answer, its body unread; none where no answer came. */
  get response() {
    return this.#response;
  }
}
