import { byId } from "./element.ts";

/** startOffline keeps the page for use without a network, where the browser allows that, and says when it is kept. */
export async function startOffline(): Promise<void> {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) {
    return;
  }
  try {
    await navigator.serviceWorker.register("./worker.js");
    await navigator.serviceWorker.ready;
    byId("offline").textContent = "Works offline from now on.";
  } catch {
    byId("offline").textContent = "This browser does not keep the page for use offline.";
  }
}
