// Measures the built package, in one run and as ratios: a call per shape against JSON.parse and against the same
// classification written by hand, the time to the first verdict, and the bytes over the wire.
//
//	node bench/main.js [turns]
import { classify, init } from "../dist/node.js";
import { compareShapes } from "./shapes.js";
import { compareStarts } from "./starts.js";
import { bytesOverTheWire } from "./wire.js";

const turns = Number(process.argv[2] ?? 100);

await init();
console.log(`Nanoseconds per answer in Node; the fastest of ${turns} turns of each, taken in rotation.\n`);
compareShapes(classify, turns);
compareStarts(15);
await bytesOverTheWire();
