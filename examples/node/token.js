/** A token that all calls share. It is fetched when it is needed, once for all that need it at the same time. */
export class SharedToken {
  /** @type {() => Promise<string>} */
  #fetch;
  /** The token, unless it was refused. @type {string | undefined} */
  #value;
  /** The token or the way to it. @type {Promise<string> | undefined} */
  #coming;

  /**
   * @param {() => Promise<string>} fetch
   * @param {string} [value] the token to begin with
   */
  constructor(fetch, value) {
    this.#fetch = fetch;
    this.#value = value;
    this.#coming = value === undefined ? undefined : Promise.resolve(value);
  }

  /** Returns the token. Where it cannot be fetched, all who wait are told, and the next one tries again. */
  get() {
    return (this.#coming ??= this.#fetch().then(
      (value) => (this.#value = value),
      (error) => {
        this.#coming = undefined;
        throw error;
      },
    ));
  }

  /**
   * Says that a token was refused. That an older one than the present was is no news: another call was told before.
   *
   * @param {string} value
   */
  refuse(value) {
    if (value === this.#value) {
      this.#value = this.#coming = undefined;
    }
  }
}
