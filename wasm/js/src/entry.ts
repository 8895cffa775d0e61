import { start } from "./engine.js";
import { classifyAnswer } from "./response.js";
import type { Source } from "./types.js";

/** Entry is what depends on where the runtime finds the module. */
type Entry = Pick<typeof import("./default.js"), "init" | "classifyResponse">;

/** entry returns the functions that load the module by themselves, given where it lies. */
export function entry(ownModule: () => Source): Entry {
  return {
    init: (source, options) => start(() => source ?? ownModule(), options?.overlay),
    classifyResponse: (response, options = {}) => classifyAnswer(response, options, ownModule),
  };
}
