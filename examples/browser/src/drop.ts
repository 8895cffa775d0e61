import { byId } from "./element.ts";

/** One byte more than the classifier looks at, so that it sees that there is more. */
const MOST = (1 << 20) + 1;

/** startDrop reads a file that is dropped anywhere on the page, or chosen with the button, and hands on its text. */
export function startDrop(taken: (text: string) => void): void {
  const chooser = byId<HTMLInputElement>("file");
  const target = document.documentElement;
  byId("open-file").addEventListener("click", () => chooser.click());
  chooser.addEventListener("change", async () => {
    await readFirst(chooser.files, taken);
    chooser.value = "";
  });
  target.addEventListener("dragover", (event) => {
    if (event.dataTransfer?.types.includes("Files")) {
      event.preventDefault();
      target.classList.add("dropping");
    }
  });
  target.addEventListener("dragleave", (event) => {
    if (event.relatedTarget === null) {
      target.classList.remove("dropping");
    }
  });
  target.addEventListener("drop", (event) => {
    target.classList.remove("dropping");
    if (event.dataTransfer?.files.length) {
      event.preventDefault();
      void readFirst(event.dataTransfer.files, taken);
    }
  });
}

/** readFirst reads a file as the classifier would: bytes that are no UTF-8 become U+FFFD, a byte order mark stays. */
async function readFirst(files: FileList | null, taken: (text: string) => void): Promise<void> {
  const file = files?.[0];
  if (file !== undefined) {
    const bytes = await file.slice(0, MOST).arrayBuffer();
    taken(new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes));
  }
}
