/**
 * Times contenders on a list of inputs, all in rotation, so that whatever else the machine does hits them alike.
 * Returns for each input the nanoseconds of a call in the fastest turn of each contender. A contender returns a
 * number, which keeps its work from being left out as unused.
 */
export function fastest(contenders, inputs, { turns, calls }) {
  const best = inputs.map(() => contenders.map(() => Infinity));
  let sum = 0;
  for (let turn = 0; turn < turns; turn++) {
    inputs.forEach((input, i) => {
      contenders.forEach((_, place) => {
        const j = (place + turn) % contenders.length; // Each is the first one in its turn.
        const contender = contenders[j];
        const start = process.hrtime.bigint();
        for (let call = 0; call < calls; call++) {
          sum += contender(input);
        }
        best[i][j] = Math.min(best[i][j], Number(process.hrtime.bigint() - start) / calls);
      });
    });
  }
  if (Number.isNaN(sum)) {
    throw new Error("a contender returned no number");
  }
  return best;
}
