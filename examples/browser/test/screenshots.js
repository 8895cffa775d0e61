// Takes the pictures for the README. They are not compared with anything: fonts differ from machine to machine.
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { launch } from "./browser.js";
import { choose, holds, openPage } from "./page.js";
import { withPalette } from "./png.js";
import { serve } from "./server.js";

const MOST_BYTES = 150_000;

const pictures = [
  { name: "dark", sample: "Token expired", shows: "Contradiction", size: { width: 1440, height: 1000 }, dark: true },
  { name: "light", sample: "Unknown error", shows: "TrueLayer failed inside", size: { width: 1440, height: 1000 } },
  {
    name: "phone",
    sample: "bank under maintenance",
    shows: "maintenance",
    size: { width: 390, height: 844 },
    scrollTo: "#verdict",
  },
];

const server = await serve();
const { browser, close } = await launch();
for (const { name, sample, shows, size, dark, scrollTo } of pictures) {
  const { page, finish } = await openPage(browser, server.address, { ...size, dark });
  await choose(page, sample);
  await holds(page, ".card", shows);
  await holds(page, "#offline", "Works offline");
  await page.evaluate((to) => document.querySelector(to ?? "body").scrollIntoView(), scrollTo);
  const path = fileURLToPath(new URL(`../screenshots/${name}.png`, import.meta.url));
  const picture = withPalette(Buffer.from(await page.screenshot()));
  writeFileSync(path, picture);
  await finish();
  const bytes = picture.length;
  console.log(`${name}.png: ${bytes} bytes${bytes > MOST_BYTES ? ": too large" : ""}`);
  process.exitCode = bytes > MOST_BYTES ? 1 : process.exitCode;
}
await close();
await server.close();
