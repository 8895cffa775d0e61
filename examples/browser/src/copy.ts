import { announce } from "./announce.ts";

/** copyOn makes a button copy a text to the clipboard, and say whether it worked. */
export function copyOn(button: HTMLButtonElement, text: () => string): void {
  const usual = button.textContent ?? "";
  button.addEventListener("click", async () => {
    const said = (await copied(text())) ? "Copied" : "Not allowed";
    button.textContent = said;
    announce(said);
    setTimeout(() => (button.textContent = usual), 1500);
  });
}

async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
