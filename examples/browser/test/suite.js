// A suite that needs a browser.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { chromium, launch } from "./browser.js";
import { openPage } from "./page.js";
import { serve } from "./server.js";

/**
 * inBrowser is a suite of tests of the served page. `tests` gets what there is once they run: `server`, `browser` and
 * `open`, which opens the page. Without a browser it says what is left out, or fails where FINFAULT_BROWSERS demands
 * one.
 */
export function inBrowser(name, tests) {
  if (!chromium) {
    const demanded = process.env.FINFAULT_BROWSERS === "required";
    test(name, { skip: !demanded && "LEFT OUT: no Chromium was found, so this was not tried in a browser" }, () => {
      assert.fail("FINFAULT_BROWSERS=required, and no Chromium was found: install it, or name it in CHROMIUM");
    });
    return;
  }
  describe(name, { timeout: 300_000 }, () => {
    const running = {};
    before(async () => {
      running.server = await serve();
      const { browser, close } = await launch();
      Object.assign(running, { browser, close, open: (options) => openPage(browser, running.server.address, options) });
    });
    after(async () => {
      await running.close?.();
      await running.server?.close();
    });
    tests(running);
  });
}
