import type { Core } from "./core.js";

/**
 * Texts gives the texts of one verdict. Where headers and body are strings of ASCII alone, a place in the input buffer
 * is one in them, and a text is sliced from them when it is asked for. What else there is has to be taken from the
 * module's memory while it stands there.
 */
export class Texts {
  /** The address of the input buffer. */
  start = 0;
  #headers = "";
  #headersLength = 0;
  #body = "";
  /** The part of the input that lies in strings of ours. */
  #from = 0;
  #to = 0;
  #kept: string[] | undefined;

  /** setHeaders says how many bytes the headers have, and what they are if each byte is a character. It goes first. */
  setHeaders(length: number, ascii: string | undefined): void {
    this.#headers = ascii ?? "";
    this.#headersLength = this.#to = length;
    this.#from = ascii === undefined ? length : 0;
  }

  /** setBody says the same of the body. */
  setBody(length: number, ascii: string | undefined): void {
    if (ascii !== undefined) {
      this.#body = ascii;
      this.#to = this.#headersLength + length;
    }
  }

  /**
   * keep returns the place of a text that is now in the module's memory: an offset in headers and body, or a negative
   * number for a text that was copied.
   */
  keep(core: Core, address: number, length: number): number {
    const at = address - this.start;
    if (length === 0 || (at >= this.#from && at + (length >>> 0) <= this.#to)) {
      return at;
    }
    const kept = (this.#kept ??= []);
    return -kept.push(core.decode(address, length));
  }

  /** at returns the text at a place that keep returned. */
  at(place: number, length: number): string | undefined {
    if (length === 0) {
      return undefined;
    }
    if (place < 0) {
      return this.#kept![-place - 1];
    }
    const start = place - this.#headersLength;
    return start < 0 ? this.#headers.slice(place, place + length) : this.#body.slice(start, start + length);
  }
}
