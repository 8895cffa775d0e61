import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import type { Sample } from "../src/samples.ts";
import { project } from "./places.ts";
import chosen from "./samples.json" with { type: "json" };
import { virtual } from "./virtual.ts";

/** Case is what is used of a labelled answer of the decoder's tests. */
interface Case extends Omit<Sample, "name" | "idempotent" | "headers"> {
  readonly id: string;
  readonly idempotent?: "yes" | "no";
  readonly headers: Readonly<Record<string, string>>;
}

/** samples gives the page some of the labelled answers that the decoder is tested with. */
export const samples = () => virtual("samples", readSamples);

function readSamples(): readonly Sample[] {
  const cases = new Map(readCases().map((c) => [c.id, c]));
  return chosen.map(({ case: id, name }) => {
    const found = cases.get(id);
    if (found === undefined) {
      throw new Error(`build/samples.json: there is no labelled answer ${JSON.stringify(id)}`);
    }
    return sample(name, found);
  });
}

function readCases(): readonly Case[] {
  const folder = join(project, "decoder/testdata/cases");
  return readdirSync(folder)
    .filter((file) => file.endsWith(".jsonl"))
    .flatMap((file) => readFileSync(join(folder, file), "utf8").trim().split("\n"))
    .map((line) => JSON.parse(line) as Case);
}

function sample(name: string, found: Case): Sample {
  return {
    name,
    provider: found.provider,
    status: found.status,
    operation: found.operation,
    idempotent: found.idempotent === "yes",
    headers: Object.entries(found.headers)
      .map(([header, value]) => `${header}: ${value}`)
      .join("\n"),
    body: indented(found.body),
  };
}

/** indented lays JSON out for reading. The blanks between its parts mean nothing. */
function indented(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
