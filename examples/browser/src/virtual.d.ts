// What the build makes: see build/.
declare module "virtual:catalog" {
  const rows: readonly import("./row.ts").Row[];
  export default rows;
}

declare module "virtual:samples" {
  const samples: readonly import("./samples.ts").Sample[];
  export default samples;
}
