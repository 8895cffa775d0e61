import { classify, init } from "finfault";

init().then(
  () => postMessage(classify({ provider: "truelayer", status: 401 }).category),
  (error) => postMessage({ error: String(error) }),
);
