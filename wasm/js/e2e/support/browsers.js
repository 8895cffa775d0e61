// The browsers of this machine, driven by Puppeteer: Chromium over its own protocol, Firefox over WebDriver BiDi.
import assert from "node:assert/strict";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { after, before, describe, test } from "node:test";

import puppeteer from "puppeteer-core";

const browsers = {
  Chromium: {
    browser: "chrome",
    executables: ["chromium", "chromium-browser", "google-chrome"],
    install: "apt-get install chromium",
    // Containers have neither a sandbox for root nor a graphics card; nothing else may go over the network meanwhile.
    args: [
      "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync",
    ],
  },
  Firefox: {
    browser: "firefox",
    executables: ["firefox-esr", "firefox"],
    install: "apt-get install firefox-esr",
    args: [],
  },
};

/** The names that {@link launch} takes. */
export const browserNames = Object.keys(browsers);

/** How long a start, or an answer of a page, may take, in milliseconds: the machine may be busy with other things. */
export const PATIENCE = 120_000;

/**
 * Starts a browser without a window, in a profile of its own that goes when it is closed.
 *
 * @param {string} name "Chromium" or "Firefox"
 * @returns {Promise<import("puppeteer-core").Browser>}
 * @throws {Error} which says what to install, where it is not on this machine
 */
export function launch(name) {
  const reason = missing(name);
  if (reason) {
    throw new Error(reason);
  }
  const { browser, args } = browsers[name];
  const executablePath = executable(name);
  const patience = { timeout: PATIENCE, protocolTimeout: PATIENCE };
  return puppeteer.launch({ browser, executablePath, args, headless: true, ...patience });
}

/**
 * Defines tests in a browser, which is started once for all of them; without it they are left out.
 *
 * @param {string} name as for {@link launch}
 * @param {string} part what is tested, which is said as well where it is left out
 * @param {(browser: () => import("puppeteer-core").Browser) => void} define defines the tests; what it gets returns the
 *   browser while a test runs
 */
export function withBrowser(name, part, define) {
  const title = `${part} in ${name}`;
  const reason = missing(name);
  if (reason) {
    leaveOut(title, reason);
    return;
  }
  describe(title, () => {
    let browser;
    before(async () => {
      browser = await launch(name);
    });
    after(() => browser?.close());
    define(() => browser);
  });
}

/** Says in the place of tests why they are left out. Under FINFAULT_BROWSERS=required that is a failure. */
export function leaveOut(title, reason) {
  const required = process.env.FINFAULT_BROWSERS === "required";
  test(title, { skip: !required && `left out: ${reason}` }, () => assert.fail(reason));
}

/** Says what to install, where a browser is not on this machine. */
export function missing(name) {
  return executable(name) === undefined ? `${name} is not installed (${browsers[name].install})` : undefined;
}

function executable(name) {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return browsers[name].executables.flatMap((file) => folders.map((folder) => join(folder, file))).find(canRun);
}

function canRun(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
