// A project that uses the package in a page and in a worker, as its README says. Every bundler builds it unchanged.
import { classify, init } from "finfault";

window.found = Promise.all([inPage(), inWorker()]).catch((error) => ({ error: String(error) }));

async function inPage() {
  await init();
  return classify({ provider: "truelayer", status: 503 }).category;
}

function inWorker() {
  const worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
  return new Promise((said, failed) => {
    worker.onmessage = ({ data }) => said(data);
    worker.onerror = ({ message }) => failed(new Error(`the worker failed: ${message}`));
  });
}
