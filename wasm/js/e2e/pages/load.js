// Loads the module as the page's address says, and gives the category of a verdict.
//
//   ?first=URL    tries to load it from there before, which has to fail
//   ?as=bytes     gives bytes to init
//   ?as=load      gives bytes to load
import { classify, init, load } from "../../dist/default.js";
import { report } from "./report.js";

const how = new URLSearchParams(location.search);

const loaders = {
  default: () => init(),
  bytes: async () => init(await bytes()),
  load: async () => load(await bytes()),
};

report(async () => {
  if (how.has("first")) {
    await init(how.get("first")).then(
      () => Promise.reject(new Error("the first address was accepted")),
      ({ code }) => code,
    );
  }
  await loaders[how.get("as") ?? "default"]();
  return classify({ provider: "truelayer", status: 503 }).category;
});

async function bytes() {
  return (await fetch("../../dist/finfault.wasm")).arrayBuffer();
}
