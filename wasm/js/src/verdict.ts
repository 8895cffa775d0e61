import type { Core } from "./core.js";
import { byte, category, ladder, members, name, plain, word } from "./fields.js";
import { items, type ItemView } from "./item.js";
import {
  BASIS, CATEGORY, CERTAINTY, DRIFT, EFFECT, GRPC_CODE, OUTCOME, PARTY, PROVIDER, RECORD, SCOPE, SEVERITY, SHAPE,
} from "./layout.js";
import { automatic, policy, retry } from "./schedule.js";
import { Texts } from "./texts.js";
import type { Retry, VerdictJSON } from "./types.js";

/**
 * RecordView is a verdict: the words of the module's record as they were when it was made, read when they are asked
 * for. The layout of the record is made so that it takes ten words besides those of the texts.
 */
export class RecordView {
  // Words by the field that each begins with.
  readonly #outcome: number;
  readonly #party: number;
  readonly #grpcCode: number;
  readonly #truncated: number;
  readonly #factor: number;
  readonly #laterActions: number;
  readonly #initialMs: number;
  readonly #capMs: number;
  readonly #afterMs: number;
  readonly #alternatives: number;
  readonly #reason: number;
  readonly #reasonLength: number;
  readonly #row: number;
  readonly #rowLength: number;
  // Places of texts.
  readonly #code: number;
  readonly #codeLength: number;
  readonly #title: number;
  readonly #titleLength: number;
  readonly #detail: number;
  readonly #detailLength: number;
  readonly #traceId: number;
  readonly #traceIdLength: number;
  readonly #source: number;
  readonly #sourceLength: number;
  readonly #errors: readonly ItemView[] | undefined;
  readonly #core: Core;
  readonly #texts: Texts;
  /** Made when it is first asked for. */
  #retry: Retry | undefined;

  constructor(core: Core, record: number, texts: Texts) {
    const words = core.words;
    const at = word(record);
    this.#core = core;
    this.#texts = texts;
    this.#outcome = words[at + word(RECORD.outcome)]!;
    this.#party = words[at + word(RECORD.party)]!;
    this.#grpcCode = words[at + word(RECORD.grpc_code)]!;
    this.#truncated = words[at + word(RECORD.truncated)]!;
    this.#factor = words[at + word(RECORD.factor_tenths)]!;
    this.#laterActions = words[at + word(RECORD.actions) + 1]!;
    this.#initialMs = words[at + word(RECORD.initial_ms)]!;
    this.#capMs = words[at + word(RECORD.cap_ms)]!;
    this.#afterMs = words[at + word(RECORD.after_ms)]!;
    this.#alternatives = words[at + word(RECORD.alternatives)]!;
    this.#reason = words[at + word(RECORD.reason)]!;
    this.#reasonLength = words[at + word(RECORD.reason) + 1]!;
    this.#row = words[at + word(RECORD.row)]!;
    this.#rowLength = words[at + word(RECORD.row) + 1]!;
    core.check(this.#reason, this.#reasonLength);
    core.check(this.#row, this.#rowLength);
    this.#codeLength = words[at + word(RECORD.code) + 1]!;
    this.#code = texts.keep(core, words[at + word(RECORD.code)]!, this.#codeLength);
    this.#titleLength = words[at + word(RECORD.title) + 1]!;
    this.#title = texts.keep(core, words[at + word(RECORD.title)]!, this.#titleLength);
    this.#detailLength = words[at + word(RECORD.detail) + 1]!;
    this.#detail = texts.keep(core, words[at + word(RECORD.detail)]!, this.#detailLength);
    this.#traceIdLength = words[at + word(RECORD.trace_id) + 1]!;
    this.#traceId = texts.keep(core, words[at + word(RECORD.trace_id)]!, this.#traceIdLength);
    this.#sourceLength = words[at + word(RECORD.source) + 1]!;
    this.#source = texts.keep(core, words[at + word(RECORD.source)]!, this.#sourceLength);
    const errors = words[at + word(RECORD.errors_length)]!;
    this.#errors = errors === 0 ? undefined : items(core, record + RECORD.errors, errors, texts);
  }

  get outcome(): string {
    return name(OUTCOME, byte(this.#outcome, RECORD.outcome));
  }
  get provider(): string {
    return name(PROVIDER, byte(this.#outcome, RECORD.provider));
  }
  get shape(): string {
    return name(SHAPE, byte(this.#outcome, RECORD.shape));
  }
  get category(): string {
    return category(byte(this.#outcome, RECORD.category));
  }
  get party(): string {
    return name(PARTY, byte(this.#party, RECORD.party));
  }
  get severity(): string {
    return name(SEVERITY, byte(this.#party, RECORD.severity), "notice");
  }
  get scope(): string {
    return name(SCOPE, byte(this.#party, RECORD.scope));
  }
  get effect(): string | undefined {
    return EFFECT[byte(this.#party, RECORD.effect)] || undefined;
  }
  get grpc_code(): string {
    return name(GRPC_CODE, byte(this.#grpcCode, RECORD.grpc_code), "UNKNOWN");
  }
  get basis(): string {
    return name(BASIS, byte(this.#grpcCode, RECORD.basis));
  }
  get certainty(): string {
    return name(CERTAINTY, byte(this.#grpcCode, RECORD.certainty));
  }
  get drift(): readonly string[] | undefined {
    return members(DRIFT, byte(this.#grpcCode, RECORD.drift));
  }
  get truncated(): true | undefined {
    return byte(this.#truncated, RECORD.truncated) !== 0 || undefined;
  }
  get actions(): readonly string[] {
    return ladder(this.#factor, this.#laterActions, RECORD.actions);
  }
  get alternatives(): readonly string[] | undefined {
    return members(CATEGORY, this.#alternatives);
  }
  get retry(): Retry {
    return (this.#retry ??= retry(this.#truncated, this.#factor, this.#initialMs, this.#capMs, this.#afterMs));
  }
  get code(): string | undefined {
    return this.#texts.at(this.#code, this.#codeLength);
  }
  get reason(): string | undefined {
    return this.#core.name(this.#reason, this.#reasonLength);
  }
  get title(): string | undefined {
    return this.#texts.at(this.#title, this.#titleLength);
  }
  get detail(): string | undefined {
    return this.#texts.at(this.#detail, this.#detailLength);
  }
  get trace_id(): string | undefined {
    return this.#texts.at(this.#traceId, this.#traceIdLength);
  }
  get source(): string | undefined {
    return this.#texts.at(this.#source, this.#sourceLength);
  }
  get row(): string | undefined {
    return this.#core.name(this.#row, this.#rowLength);
  }
  get errors(): readonly ItemView[] | undefined {
    return this.#errors;
  }

  toJSON(): VerdictJSON {
    return plain({
      outcome: this.outcome,
      provider: this.provider,
      shape: this.shape,
      category: this.category,
      party: this.party,
      actions: this.actions,
      retry: { ...this.retry },
      severity: this.severity,
      scope: this.scope,
      effect: this.effect,
      grpc_code: this.grpc_code,
      code: this.code,
      reason: this.reason,
      title: this.title,
      detail: this.detail,
      trace_id: this.trace_id,
      source: this.source,
      row: this.row,
      basis: this.basis,
      certainty: this.certainty,
      alternatives: this.alternatives,
      errors: this.#errors?.map((e) => e.toJSON()),
      drift: this.drift,
      truncated: this.truncated,
    }) as unknown as VerdictJSON;
  }

  toString(): string {
    const action = this.actions[0];
    return (
      `${this.outcome} provider=${this.provider} category=${this.category} party=${this.party}` +
      ` retry=${policy(this.#truncated)}${automatic(this.#truncated) ? " automatic" : ""}` +
      `${action ? ` action=${action}` : ""}${this.row ? ` row=${this.row}` : ""}`
    );
  }

  /** What Node's console shows: the line for logs, as a verdict may hold personal data. */
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return `Verdict { ${this.toString()} }`;
  }
}
