import type { Provider } from "finfault";
import samples from "virtual:samples";

import type { Answer } from "./answer.ts";
import { h } from "./element.ts";
import { names, providerWords } from "./words.ts";

/** Sample is an answer to try the page with. */
export interface Sample extends Answer {
  readonly name: string;
}

/** fillSamples puts the samples into their choice, by provider, and calls `choose` with the one that is taken. */
export function fillSamples(choice: HTMLSelectElement, choose: (sample: Sample) => void): void {
  choice.append(
    ...names(providerWords)
      .filter((provider) => provider !== "unknown")
      .map(group),
  );
  choice.addEventListener("change", () => {
    const sample = samples[Number(choice.value)];
    if (choice.value !== "" && sample !== undefined) {
      choose(sample);
    }
  });
}

function group(provider: Provider): HTMLOptGroupElement {
  const options = samples.flatMap((sample, n) =>
    sample.provider === provider ? [h("option", { value: n }, `${sample.status} · ${sample.name}`)] : [],
  );
  return h("optgroup", { label: providerWords[provider] }, ...options);
}

/** firstSamples returns one sample of each provider, in the order of the providers. */
export function firstSamples(): readonly Sample[] {
  return names(providerWords).flatMap((provider) => samples.find((sample) => sample.provider === provider) ?? []);
}
