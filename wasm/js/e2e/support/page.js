import { PATIENCE } from "./browsers.js";

/**
 * Opens a page, waits for what it reports, and closes it. See pages/report.js.
 *
 * @param {import("puppeteer-core").Browser | import("puppeteer-core").BrowserContext} browser
 * @param {string} url
 */
export async function open(browser, url) {
  const page = await browser.newPage();
  const errors = [];
  page.on("pageerror", ({ message }) => errors.push(message));
  try {
    const answer = await page.goto(url, { timeout: PATIENCE });
    if (!answer.ok()) {
      throw new Error(`${url}: HTTP ${answer.status()}`);
    }
    const found = await page.evaluate(() => window.found);
    if (found === undefined) {
      throw new Error(`${url}: the page reported nothing: ${errors.join("; ")}`);
    }
    return found;
  } finally {
    await page.close();
  }
}
