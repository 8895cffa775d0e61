// Measures the built package, in one run and as ratios: a call per shape against JSON.parse and against the same
// classification written by hand, the time to the first verdict, and the bytes over the wire.
//
//	node bench/main.js [turns]
import { arch, cpus, platform } from "node:os";
import { classify, init } from "../dist/node.js";
import { compareShapes } from "./shapes.js";
import { compareStarts } from "./starts.js";
import { bytesOverTheWire } from "./wire.js";

const turns = Number(process.argv[2] ?? 100);

await init();
console.log(`Node ${process.version} ${platform()}/${arch()}, ${cpus().length} processors, the fastest of ${turns} turns.\n`);
compareShapes(classify, turns);
compareStarts(15);
await bytesOverTheWire();
