// Measures how long it takes from the start of the navigation to the first verdict, in milliseconds.
//
//   ?apart    fetches, compiles and instantiates one after the other, so that each has a time of its own
import { classify, init, load } from "finfault";

import { report } from "./report.js";

const body = '{"type":"list","data":[{"type":"error","code":"access-denied","title":"Forbidden","detail":"…"}]}';

report(async () => {
  const times = { "until script": performance.now() };
  const lap = watch(times);
  if (new URLSearchParams(location.search).has("apart")) {
    const bytes = await (await fetch("/assets/finfault.wasm")).arrayBuffer();
    lap("fetch");
    const module = await WebAssembly.compile(bytes);
    lap("compile");
    load(module);
    lap("instantiate");
  } else {
    await init();
    lap("init()");
  }
  ask();
  lap("first call");
  times["until verdict"] = performance.now();
  ask();
  lap("second call");
  return { times, sizes: sizes() };
});

function ask() {
  return classify({ provider: "basiq", status: 403, body }).category;
}

/** watch returns a function that keeps how long it was since its last call. */
function watch(times) {
  let last = performance.now();
  return (what) => {
    const now = performance.now();
    times[what] = now - last;
    last = now;
  };
}

/** sizes are the bytes of the bodies as they were sent. */
function sizes() {
  const sent = (end) => performance.getEntriesByType("resource").find(({ name }) => name.endsWith(end)).encodedBodySize;
  return { script: sent(".js"), module: sent(".wasm") };
}
