import { OPERATION, PROVIDER } from "./layout.js";
import { FinfaultError } from "./error.js";
import type { Input } from "./types.js";

/** providerNumber returns the module's number of a provider. */
export function providerNumber({ provider }: Input): number {
  const n = provider === undefined ? 0 : PROVIDER.indexOf(provider);
  return n >= 0 ? n : refuse("provider", provider, PROVIDER);
}

/** operationNumber returns the module's number of an operation. */
export function operationNumber({ operation }: Input): number {
  const n = operation === undefined ? 0 : OPERATION.indexOf(operation);
  return n >= 0 ? n : refuse("operation", operation, OPERATION);
}

function refuse(member: string, given: unknown, names: readonly string[]): never {
  throw new FinfaultError("invalid_input", `${member} ${shown(given)}: it is one of ${names.join(", ")}`);
}

/** shown is a value as a message may hold it: of what is no short word, and may be anything, only the type. */
function shown(value: unknown): string {
  return typeof value === "string" && /^[\w-]{0,20}$/.test(value) && !/\d{4}/.test(value) ? `"${value}"` : typeof value;
}

/** statusNumber returns a status as the module takes it. Those that are none count alike. */
export function statusNumber({ status }: Input): number {
  const n = status ?? 0;
  if (!Number.isInteger(n)) {
    throw new FinfaultError("invalid_input", `status ${typeof status}: it is a whole number, or 0 where no answer came`);
  }
  return Math.min(Math.max(n, -1), 1000);
}
