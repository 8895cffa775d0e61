// The built page in a real browser.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { choose, holds, openPage, paste, text } from "./page.js";
import { inBrowser } from "./suite.js";

const body = readFileSync(fileURLToPath(new URL("../../bodies/basiq.json", import.meta.url)), "utf8");

inBrowser("the page", (running) => {
  const open = (options) => running.open(options);

  test("a body is pasted, the status changed, the verdict read", async () => {
    const { page, finish } = await open();
    await paste(page, "#body", body);
    await page.select("#provider", "basiq");
    await page.type("#status", "403");
    await holds(page, ".card", "We are known, but have no right to this.");
    await holds(page, ".facts", "Whose fault Ours this application has to act app");
    await holds(page, ".facts", "May code retry No something has to change first never");
    await holds(page, ".ladder", "Ask the provider's support contact_support");
    await holds(page, ".card", "Your account has been disabled. Please contact support.");
    await holds(page, ".card", "Basiq has switched off the app's account.");
    await holds(page, "#trace", "code and status yes");
    await holds(
      page,
      "#announcement",
      "Error: We are known, but have no right to this. Whose fault: ours: this application has to act.",
    );
    await page.$eval("#status", (field) => field.select());
    await page.type("#status", "503");
    await holds(page, ".card", "HTTP 503");
    await holds(page, ".facts", "May code retry Automatically up to 3 times backoff_short");
    assert.equal(await page.$$eval(".timeline rect", (bars) => bars.length), 3);
    await page.select("#operation", "payment");
    await holds(page, ".facts", "Not automatically");
    await page.click("#idempotent");
    await holds(page, ".facts", "Automatically up to 3 times");
    await finish();
  });

  test("a header's time is the first wait, and drawn so", async () => {
    const { page, finish } = await open({ fragment: "#provider=mx&status=429" });
    await page.type("#headers", "Retry-After: 7");
    await holds(page, ".timeline figcaption", "The first wait is what a header asks for, waited in full");
    assert.equal(await page.$$eval(".timeline rect.exact", (bars) => bars.length), 1);
    assert.match(
      await page.$eval(".timeline svg", (svg) => svg.getAttribute("aria-label")),
      /^Retry 1 after exactly 7.s; Retry 2 after at most 20.s;/,
    );
    await finish();
  });

  test("a status that is none is said to be so", async () => {
    const { page, finish } = await open();
    await page.type("#status", "4o3");
    await holds(page, "#status-error", "100 to 999, or nothing");
    assert.equal(await page.$eval("#status", (field) => field.getAttribute("aria-invalid")), "true");
    await finish();
  });

  test("a file is dropped, and another one opened", async () => {
    const { page, finish } = await open({ fragment: "#provider=basiq&status=403" });
    await drop(page, body);
    await holds(page, ".card", "Your account has been disabled.");
    const [chooser] = await Promise.all([page.waitForFileChooser(), page.click("#open-file")]);
    await chooser.accept([fileURLToPath(new URL("../../bodies/mx.json", import.meta.url))]);
    await page.waitForFunction(() => document.getElementById("body").value.includes("CHALLENGED"));
    await finish();
  });

  test("what curl -i prints is taken apart", async () => {
    const { page, finish } = await open({ fragment: "#provider=truelayer" });
    await paste(
      page,
      "#body",
      'HTTP/1.1 429 Too Many Requests\r\nRetry-After: 30\r\n\r\n{"error":"provider_too_many_requests"}',
    );
    await holds(page, ".card", "HTTP 429");
    assert.equal(await page.$eval("#status", (field) => field.value), "429");
    assert.equal(await page.$eval("#headers", (field) => field.value), "Retry-After: 30");
    assert.equal(await page.$eval("#body", (field) => field.value), '{"error":"provider_too_many_requests"}');
    await finish();
  });

  test("an empty page offers a sample of each provider", async () => {
    const { page, finish } = await open();
    assert.equal(await page.$$eval(".sample-buttons button", (buttons) => buttons.length), 4);
    await page.click(".sample-buttons button");
    await holds(page, ".card", "We are known, but have no right to this.");
    assert.equal(await page.evaluate(() => document.activeElement.id), "verdict");
    await page.click("#clear");
    await holds(page, "#card", "Paste or drop an answer");
    assert.equal(page.url(), running.server.address);
    await finish();
  });

  test("every sample gives a verdict that recognises it", async () => {
    const { page, finish } = await open();
    const samples = await page.$$eval("#samples option", (options) =>
      options
        .slice(1)
        .map((o) => ({ value: o.value, provider: o.parentElement.label, status: o.textContent.split(" ")[0] })),
    );
    assert.ok(samples.length >= 20);
    assert.equal(new Set(samples.map((sample) => sample.provider)).size, 4);
    for (const { value, provider, status } of samples) {
      await page.select("#samples", value);
      await holds(page, ".wire", `${provider} · HTTP ${status}`);
      const verdict = JSON.parse(await page.$eval("#json", (json) => json.textContent));
      assert.notEqual(verdict.certainty === "unknown" && verdict.outcome === "error", true, `${provider} ${status}`);
      assert.equal(await page.$$eval(".ladder li", (rungs) => rungs.length), verdict.actions.length);
      assert.equal(
        await page.$$eval(".timeline rect", (bars) => bars.length),
        verdict.retry.initial_ms ? verdict.retry.max_retries : 0,
      );
    }
    await finish();
  });

  test("the keyboard alone is enough", async () => {
    const { page, finish } = await open();
    await page.evaluate(() => globalThis.scrollTo(0, 0));
    const focused = () => page.evaluate(() => document.activeElement.id || document.activeElement.tagName);
    const order = [];
    for (let n = 0; n < 14; n++) {
      await page.keyboard.press("Tab");
      order.push(await focused());
    }
    assert.deepEqual(order.slice(0, 10), [
      "skip",
      "view-classify-tab",
      "share",
      "samples",
      "provider",
      "status",
      "operation",
      "idempotent",
      "open-file",
      "body",
    ]);
    assert.ok(order.includes("headers"));
    await page.focus("#skip");
    await page.keyboard.press("Enter");
    assert.equal(await focused(), "verdict");
    await choose(page, "Account disabled");
    await page.focus("#trace-tab");
    for (const [key, tab, panel] of [
      ["ArrowRight", "json-tab", "json-panel"],
      ["ArrowRight", "trace-tab", "trace-panel"],
      ["ArrowLeft", "json-tab", "json-panel"],
      ["Home", "trace-tab", "trace-panel"],
      ["End", "json-tab", "json-panel"],
    ]) {
      await page.keyboard.press(key);
      assert.equal(await focused(), tab);
      assert.equal(await page.$eval(`#${tab}`, (e) => `${e.getAttribute("aria-selected")} ${e.tabIndex}`), "true 0");
      assert.equal(await page.$eval(`#${panel}`, (e) => e.hidden), false);
      assert.equal(await page.$$eval("#grounds [role=tabpanel]:not([hidden])", (panels) => panels.length), 1);
    }
    await page.focus("#view-classify-tab");
    await page.keyboard.press("ArrowRight");
    await holds(page, "#count", "302 of 302 rows");
    await page.focus("#share");
    await page.keyboard.press("Enter");
    await page.waitForSelector("#share-dialog[open]");
    await page.keyboard.press("Escape");
    assert.equal(await page.$eval("#share-dialog", (dialog) => dialog.open), false);
    assert.equal(await focused(), "share", "the focus goes back to where it was");
    await finish();
  });

  test("a shared address carries nothing personal, unless asked", async () => {
    const { page, finish } = await open();
    await paste(page, "#body", body);
    await page.type("#headers", "X-Request-Id: private-7");
    await page.select("#provider", "basiq");
    await page.type("#status", "403");
    await page.select("#operation", "token");
    await holds(page, ".card", "We are known");
    assert.equal(page.url(), `${running.server.address}#provider=basiq&status=403&operation=token`);
    await page.click("#share");
    const link = () => page.$eval("#share-link", (field) => field.value);
    await page.waitForFunction(() => document.getElementById("share-link").value !== "");
    const shared = await link();
    assert.equal(shared, page.url());
    await page.click("#share-private");
    await page.waitForFunction((plain) => document.getElementById("share-link").value !== plain, {}, shared);
    const whole = await link();
    await page.click("#share-copy");
    await holds(page, "#share-copy", "Copied");
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), whole);
    await page.click("#share-private");
    assert.equal(await link(), shared, "whoever thinks better of it has the plain link at once");
    await page.click("#share-private");
    await page.click("#share-close");
    await page.click("#share");
    assert.equal(await page.$eval("#share-private", (box) => box.checked), false, "the choice is not remembered");
    assert.equal(page.url(), shared, "the address itself never carries them");
    await finish();

    const plain = await open({ fragment: new URL(shared).hash });
    await holds(plain.page, ".card", "HTTP 403");
    assert.deepEqual(await values(plain.page), {
      provider: "basiq",
      status: "403",
      operation: "token",
      headers: "",
      body: "",
    });
    await plain.finish();

    const restored = await open({ fragment: new URL(whole).hash });
    await holds(restored.page, ".card", "Your account has been disabled.");
    assert.deepEqual(await values(restored.page), {
      provider: "basiq",
      status: "403",
      operation: "token",
      headers: "X-Request-Id: private-7",
      body,
    });
    assert.equal(restored.page.url(), shared, "once read they leave the address");
    await restored.finish();
  });

  test("a damaged address is told", async () => {
    const { page, finish } = await open({ fragment: "#status=403&answer=zzzz" });
    await holds(page, "#notice", "The link is damaged");
    await page.select("#provider", "mx");
    await holds(page, ".card", "MX · HTTP 403");
    assert.equal(await text(page, "#notice"), "");
    await finish();
  });

  test("the catalog is searched, a row opened and shared", async () => {
    const { page, finish } = await open();
    await page.click("#view-catalog-tab");
    await holds(page, "#count", "302 of 302 rows");
    await page.type("#search", "synapse 110 token_expired");
    await page.waitForFunction(() => document.querySelectorAll("#rows li").length < 5);
    await page.click("#row-synapse-67 summary");
    await holds(page, "#row-synapse-67", "The user's OAuth key has run out or was never valid.");
    await holds(page, "#row-synapse-67", "One pair, 401 with code 110, means");
    await holds(page, "#row-synapse-67", "Document SynapseFI, API documentation");
    assert.equal(page.url(), `${running.server.address}#view=catalog&search=synapse+110+token_expired&row=synapse-67`);
    const address = page.url();
    await finish();

    const followed = await open({ fragment: new URL(address).hash });
    await holds(followed.page, "#row-synapse-67", "One pair, 401 with code 110, means");
    await followed.page.$eval("#search", (field) => field.select());
    await followed.page.type("#search", "no such thing anywhere");
    await holds(followed.page, "#count", "0 of 302 rows");
    await followed.finish();
  });

  test("a verdict leads to its row, and back leads to the verdict", async () => {
    const { page, finish } = await open();
    await choose(page, "Account disabled");
    await holds(page, ".card", "basiq-201");
    await page.click(".card .row-link");
    await holds(page, "#row-basiq-201", "Basiq has switched off the app's account.");
    await page.goBack();
    await holds(page, ".card", "Your account has been disabled.");
    await finish();
  });

  test("the JSON is copied", async () => {
    const { page, finish } = await open();
    await choose(page, "Account disabled");
    await page.click("#json-tab");
    await page.click("#copy-json");
    await holds(page, "#copy-json", "Copied");
    const verdict = JSON.parse(await page.evaluate(() => navigator.clipboard.readText()));
    assert.equal(verdict.category, "permission_denied");
    await finish();
  });

  test("a hostile body shows as text", async () => {
    const { page, finish } = await open({ fragment: "#provider=basiq&status=403" });
    const hostile = "<img src=x onerror=alert(1)><script>alert(2)</script>\u202e";
    await paste(
      page,
      "#body",
      JSON.stringify({
        correlationId: hostile,
        data: [{ type: "error", code: hostile, title: hostile, detail: hostile, source: { parameter: hostile } }],
      }),
    );
    await holds(page, ".card", "<img src=x onerror=alert(1)><script>alert(2)</script>⟨U+202E⟩");
    assert.equal(await page.$$eval("#verdict img, #verdict script", (elements) => elements.length), 0);
    await finish();
  });

  test("a body of a mebibyte, and one of more, are read", async () => {
    const { page, finish } = await open({ fragment: "#provider=mx&status=400" });
    const long = JSON.stringify({ message: "<b>".repeat(340_000) });
    await drop(page, long);
    await holds(page, ".card", "more characters)");
    assert.ok((await text(page, ".card")).length < 4000, "the card stays readable");
    await page.select("#provider", "basiq");
    await holds(page, ".card", "Basiq · HTTP 400");
    await drop(page, long + long);
    await holds(page, ".drift", "only its beginning was read");
    await finish();
  });

  test("without the classifier the page says so, and tries again", async () => {
    const context = await running.browser.createBrowserContext();
    const page = await context.newPage();
    await page.setRequestInterception(true);
    let refuse = true;
    page.on("request", (request) =>
      refuse && request.url().endsWith(".wasm") ? request.respond({ status: 404 }) : request.continue(),
    );
    await page.goto(`${running.server.address}#status=401`);
    await holds(page, "[role=alert]", "HTTP 404");
    refuse = false;
    await page.click("[role=alert] button");
    await holds(page, ".card", "The access token is no longer accepted.");
    await context.close();
  });

  test("nothing that was entered has reached the server", () => {
    const known = /^GET \/(|finfault\.wasm|icon\.svg|manifest\.webmanifest|worker\.js|assets\/[\w-]+\.(js|css))$/;
    assert.ok(running.server.asked.length > 0);
    assert.deepEqual(
      running.server.asked.filter((request) => !known.test(request)),
      [],
    );
  });
});

/** drop drops a file on the page. */
async function drop(page, content) {
  await page.evaluate((dropped) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([dropped], "body.json"));
    for (const type of ["dragover", "drop"]) {
      document
        .querySelector("main")
        .dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
    }
  }, content);
}

/** values returns what the form holds. */
async function values(page) {
  return page.evaluate(() => {
    const value = (id) => document.getElementById(id).value;
    return {
      provider: value("provider"),
      status: value("status"),
      operation: value("operation"),
      headers: value("headers"),
      body: value("body"),
    };
  });
}
