import type { Operation, Provider } from "finfault";

import type { Answer } from "./answer.ts";
import { byId, h } from "./element.ts";
import { parseStatus } from "./place.ts";
import { transcript } from "./transcript.ts";
import { names, operationWords, providerWords } from "./words.ts";

/** Form is where the answer of a provider is entered. */
export class Form {
  readonly #provider = byId<HTMLSelectElement>("provider");
  readonly #status = byId<HTMLInputElement>("status");
  readonly #operation = byId<HTMLSelectElement>("operation");
  readonly #idempotent = byId<HTMLInputElement>("idempotent");
  readonly #headers = byId<HTMLTextAreaElement>("headers");
  readonly #body = byId<HTMLTextAreaElement>("body");
  /** The body as it came: a text field turns line ends into others. */
  #exactBody = "";

  /** `changed` is called whenever the user has changed something. */
  constructor(changed: () => void) {
    fillChoice(this.#provider, providerWords, "not given");
    fillChoice(this.#operation, operationWords);
    for (const field of [this.#provider, this.#status, this.#operation, this.#idempotent, this.#headers, this.#body]) {
      field.addEventListener("input", changed);
    }
    this.#body.addEventListener("input", () => (this.#exactBody = this.#body.value), { capture: true });
    this.#body.addEventListener("paste", (event) => {
      if (this.take(event.clipboardData?.getData("text/plain") ?? "")) {
        event.preventDefault();
        changed();
      }
    });
  }

  /** read returns the answer; a status that is none counts as not given. */
  read(): Answer {
    return {
      provider: this.#provider.value as Provider,
      status: this.#readStatus(),
      operation: this.#operation.value as Operation,
      idempotent: this.#idempotent.checked,
      headers: this.#headers.value,
      body: this.#exactBody,
    };
  }

  /** write puts an answer, or a part of one, into the fields. */
  write(answer: Partial<Answer>): void {
    const { provider, status, operation, idempotent, headers, body } = answer;
    if (provider !== undefined) this.#provider.value = provider;
    if (status !== undefined) this.#status.value = status === 0 ? "" : String(status);
    if (operation !== undefined) this.#operation.value = operation;
    if (idempotent !== undefined) this.#idempotent.checked = idempotent;
    if (headers !== undefined) this.#headers.value = headers;
    if (body !== undefined) {
      this.#body.value = body;
      this.#exactBody = body;
    }
  }

  /** take takes a whole answer, such as `curl -i` prints it, apart; false where a text is none. */
  take(text: string): boolean {
    const answer = transcript(text.replaceAll("\r\n", "\n"));
    if (answer === undefined) {
      return false;
    }
    this.write(answer);
    return true;
  }

  #readStatus(): number {
    const status = parseStatus(this.#status.value);
    this.#status.setAttribute("aria-invalid", String(status === undefined));
    byId("status-error").textContent = status === undefined ? "100 to 999, or nothing" : "";
    return status ?? 0;
  }
}

function fillChoice<T extends string>(
  choice: HTMLSelectElement,
  words: Readonly<Record<T, string>>,
  unknown?: string,
): void {
  const options = names(words).map((name) => h("option", { value: name }, label(name, words[name], unknown)));
  choice.append(...options);
}

function label(name: string, words: string, unknown: string | undefined): string {
  if (unknown !== undefined) {
    return name === "unknown" ? unknown : words;
  }
  return name === "unknown" ? words : `${name}: ${words}`;
}
