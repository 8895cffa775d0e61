// What the tests of the page share: a page of its own for each test, watched for what must never happen.
import assert from "node:assert/strict";

/**
 * openPage opens the page in a profile of its own. `problems` collects errors, violations of the policy and requests to
 * anywhere else; `finish` asserts that there were none.
 */
export async function openPage(browser, address, { fragment = "", dark = false, width = 1440, height = 900 } = {}) {
  const context = await browser.createBrowserContext();
  await context.overridePermissions(new URL(address).origin, ["clipboard-read", "clipboard-sanitized-write"]);
  const page = await context.newPage();
  const problems = watch(page, address);
  await page.setViewport({ width, height });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: dark ? "dark" : "light" }]);
  await page.goto(address + fragment);
  await page.waitForFunction(() => !document.getElementById("card").textContent.startsWith("Loading"));
  const finish = async () => {
    problems.push(...(await page.evaluate(() => globalThis.violations)));
    await context.close();
    assert.deepEqual(problems, []);
  };
  return { page, finish };
}

function watch(page, address) {
  const problems = [];
  page.on("pageerror", (error) => problems.push(`error: ${error.message}`));
  page.on(
    "console",
    (message) => ["error", "warn"].includes(message.type()) && problems.push(`console: ${message.text()}`),
  );
  page.on("request", (request) => request.url().startsWith(address) || problems.push(`request to ${request.url()}`));
  page.on("dialog", (dialog) => problems.push(`dialog: ${dialog.message()}`) && dialog.dismiss());
  void page.evaluateOnNewDocument(() => {
    globalThis.violations = [];
    document.addEventListener("securitypolicyviolation", (event) =>
      globalThis.violations.push(`policy: ${event.violatedDirective} ${event.blockedURI}`),
    );
  });
  return problems;
}

/** paste puts a text into a field the way a user does. */
export async function paste(page, selector, text) {
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
  await page.focus(selector);
  await page.keyboard.down("Control");
  await page.keyboard.press("v");
  await page.keyboard.up("Control");
}

/** choose takes the sample whose name holds a text. */
export async function choose(page, name) {
  const value = await page.$$eval(
    "#samples option",
    (options, text) => options.find((o) => o.textContent.includes(text)).value,
    name,
  );
  await page.select("#samples", value);
}

/** text returns the text of an element as it is read. */
export const text = (page, selector) =>
  page.$eval(selector, (element) => element.innerText.replace(/\s+/g, " ").trim());

/** holds waits until an element holds a text. */
export async function holds(page, selector, part) {
  const check = (s, p) => document.querySelector(s)?.innerText.replace(/\s+/g, " ").includes(p);
  try {
    await page.waitForFunction(check, { timeout: 30_000 }, selector, part);
  } catch {
    const held = JSON.stringify(await text(page, selector));
    assert.fail(`${selector} does not come to hold ${JSON.stringify(part)}; it holds ${held}`);
  }
}
