// Classifies what fetch gives, and reads its body afterwards.
import { classifyResponse } from "../../dist/default.js";
import { report } from "./report.js";

report(async () => {
  const response = await fetch("/answer.json");
  const { code, category, retry } = await classifyResponse(response, { provider: "basiq" });
  return { code, category, after_ms: retry.after_ms, text: await response.text() };
});
