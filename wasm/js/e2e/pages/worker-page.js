// Hands over what the worker says.
import { report } from "./report.js";

report(async () => {
  const worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
  return new Promise((said, failed) => {
    worker.onmessage = ({ data }) => ("error" in data ? failed(new Error(data.error)) : said(data));
    worker.onerror = ({ message }) => failed(new Error(`the worker failed: ${message}`));
  });
});
