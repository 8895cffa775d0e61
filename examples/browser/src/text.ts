/** How much of a text of the provider is shown at once. */
const SHOWN = 600;

/**
 * wireText prepares a text of the provider for display: what would not be seen, or would turn the writing direction
 * around, is made visible, and what is very long is cut. It is still to be put in as text.
 */
export function wireText(text: string, shown = SHOWN): string {
  return (
    visible(text.slice(0, shown)) + (text.length > shown ? ` … (${grouped(text.length - shown)} more characters)` : "")
  );
}

/** visible shows control characters as the symbols that Unicode has for them, and marks of direction by number. */
function visible(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b-\u001f]/g, (c) => String.fromCharCode(0x2400 + c.charCodeAt(0)))
    .replace(/\u007f/g, "\u2421")
    .replace(
      /[\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g,
      (c) => `⟨U+${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}⟩`,
    );
}

/** grouped writes a whole number with its digits in groups of three. */
export function grouped(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, "\u202f");
}
