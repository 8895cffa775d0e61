import { test } from "node:test";

import { choose, holds } from "./page.js";
import { inBrowser } from "./suite.js";

inBrowser("offline", (running) => {
  test("once loaded the page works without the program that served it", async () => {
    const { page, finish } = await running.open();
    await holds(page, "#offline", "Works offline from now on.");
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    await running.server.close();
    await page.reload();
    await choose(page, "Account disabled");
    await holds(page, ".card", "We are known, but have no right to this.");
    await page.click("#view-catalog-tab");
    await holds(page, "#count", "302 of 302 rows");
    await finish();
  });
});
