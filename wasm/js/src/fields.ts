import { ACTION, CATEGORY, CATEGORY_NONE } from "./layout.js";

/** word is the index of a field in words of 32 bits. */
export const word = (offset: number): number => offset >> 2;

/** byte returns a field of one byte, out of the word that holds it. */
export const byte = (value: number, offset: number): number => (value >> ((offset & 3) << 3)) & 0xff;

/** ladder returns the actions that stand in two words, from an offset in the first of them on. */
export function ladder(first: number, second: number, offset: number): readonly string[] {
  const list: string[] = [];
  for (let at = offset & 3; at < (offset & 3) + 6; at++) {
    const action = byte(at < 4 ? first : second, at);
    if (action === 0) {
      break;
    }
    if (action < ACTION.length) {
      list.push(ACTION[action]!);
    }
  }
  return list;
}

/** name returns the name of a number. One that a later version brought counts as unknown, which is mostly number 0. */
export function name(names: readonly string[], n: number, unknown = names[0]!): string {
  return names[n] || unknown;
}

/** category returns the name of a category. */
export function category(n: number): string {
  return n === CATEGORY_NONE ? "none" : name(CATEGORY, n);
}

/** members returns the names of a set, of which bit n stands for name n. */
export function members(names: readonly string[], set: number): readonly string[] | undefined {
  const known = set & ((1 << names.length) - 1);
  return known === 0 ? undefined : names.filter((_, n) => (known >>> n) & 1);
}

/** plain returns an object without what is empty: a new one, as objects that members are deleted from are slow. */
export function plain(object: Record<string, unknown>): Record<string, unknown> {
  const said: Record<string, unknown> = {};
  for (const name in object) {
    if (object[name] !== undefined) {
      said[name] = object[name];
    }
  }
  return said;
}
