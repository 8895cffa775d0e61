// Words for end users: what Go says, in every language, on every category and action.
import assert from "node:assert/strict";
import { before, test } from "node:test";

import { classify, init } from "finfault";
import { languages, loadWords, matchLanguage } from "finfault/words";

import { native } from "./vectors.js";

before(() => init());

test("the same as in Go", async () => {
  const loaded = new Map();
  for (const language of languages) {
    const own = await import(`finfault/words/${language}`);
    assert.equal(own.words.language, language);
    assert.equal((await loadWords(language)).describe, own.describe);
    loaded.set(language, own.describe);
  }
  const compared = { words: 0, languages: 0 };
  for await (const line of native("words")) {
    const { language, accept, verdict, bank, words } = JSON.parse(line);
    if (words) {
      assert.deepEqual(loaded.get(language)(verdict, { bank }), words, line);
      compared.words++;
    } else {
      assert.equal(matchLanguage(accept), language, line);
      compared.languages++;
    }
  }
  // 23 categories with none, 15 actions with none, 3 effects with none, with and without a bank.
  assert.deepEqual(compared, { words: 6 * 23 * 15 * 3 * 2, languages: 17 });
});

test("languages of a browser", () => {
  const cases = [
    [["nl-NL", "de-AT", "fr"], "de"],
    [["nl"], "en"],
    [[], "en"],
    [["PT-br"], "pt"],
  ];
  for (const [accepted, language] of cases) {
    assert.equal(matchLanguage(accepted), language, accepted.join());
  }
});

test("verdicts as they are, without settings", async () => {
  const { describe } = await loadWords("en");
  const cases = [
    [{ provider: "mx", status: 401 }, ""],
    [{ provider: "truelayer", status: 503, operation: "payment" }, "Check status"],
    [{ provider: "truelayer", status: 503, operation: "read" }, "Try again"],
    [{ provider: "mx", status: 202 }, "Check again"],
    [{ provider: "basiq", status: 200, body: '{"type":"account"}' }, ""],
  ];
  for (const [input, button] of cases) {
    const verdict = classify(input);
    assert.deepEqual(describe(verdict), describe(verdict.toJSON(), {}));
    assert.equal(describe(verdict).button, button, `${verdict}`);
    assert.equal(describe(verdict).title === "", verdict.outcome === "ok");
  }
});

test("values of a later version are told as nothing in particular", async () => {
  const { describe, words } = await loadWords("fr");
  const { title, sentence } = words.categories.unclassified;
  assert.deepEqual(describe({ category: "of_tomorrow", actions: ["of_tomorrow"] }), { title, sentence, button: "" });
});
