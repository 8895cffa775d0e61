import assert from "node:assert/strict";
import axe from "axe-core";
import { test } from "node:test";

import { choose, holds } from "./page.js";
import { inBrowser } from "./suite.js";

/** The states of the page that are looked at, in the order in which a user comes to them. */
const states = [
  ["nothing entered", async () => undefined],
  ["a verdict with a schedule", (page) => choose(page, "three steps failed")],
  ["an open question", (page) => choose(page, "Token expired")],
  ["nothing failed", (page) => choose(page, "nothing failed")],
  ["pending", (page) => choose(page, "waiting for a second factor")],
  ["the JSON", (page) => page.click("#json-tab")],
  ["no status", (page) => page.type("#status", "x")],
  ["the dialog", (page) => page.click("#share")],
  ["the catalog with an open row", openRow],
];

async function openRow(page) {
  await page.click("#share-close");
  await page.click("#view-catalog-tab");
  await page.type("#search", "synapse 110");
  await page.click("#row-synapse-67 summary");
  await holds(page, "#row-synapse-67", "One pair, 401");
}

inBrowser("accessibility", (running) => {
  for (const dark of [false, true]) {
    for (const width of [1440, 390]) {
      test(`axe finds nothing, ${dark ? "dark" : "light"}, ${width} wide`, async () => {
        const { page, finish } = await running.open({ dark, width });
        await page.evaluate(axe.source);
        for (const [name, come] of states) {
          await come(page);
          assert.deepEqual(await violations(page), [], name);
          assert.equal(
            await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth),
            true,
            `${name}: it is too wide`,
          );
        }
        await finish();
      });
    }
  }

  test("dark and light differ, and both come from the system's choice", async () => {
    const grounds = [];
    for (const dark of [false, true]) {
      const { page, finish } = await running.open({ dark });
      grounds.push(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor));
      await finish();
    }
    assert.deepEqual(grounds, ["rgb(244, 246, 248)", "rgb(14, 19, 25)"]);
  });

  test("nothing moves for those who do not want it", async () => {
    const { page, finish } = await running.open();
    const moving = () =>
      page.$$eval("*", (all) => all.filter((e) => parseFloat(getComputedStyle(e).transitionDuration) > 0).length);
    await page.emulateMediaFeatures([{ name: "prefers-reduced-motion", value: "reduce" }]);
    assert.equal(await moving(), 0);
    await page.emulateMediaFeatures([{ name: "prefers-reduced-motion", value: "no-preference" }]);
    assert.ok((await moving()) > 0);
    await finish();
  });
});

/** violations returns what axe finds, in a form that can be read in a failure. */
async function violations(page) {
  const found = await page.evaluate(() => globalThis.axe.run());
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target} ${node.failureSummary}`),
  );
}
