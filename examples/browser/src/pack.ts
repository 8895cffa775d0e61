/** Private is the part of an answer that can hold personal data. */
export interface Private {
  readonly headers: string;
  readonly body: string;
}

/** What is unpacked at most: the body that the classifier looks at, and room for headers. */
const LIMIT = 2 << 20;

/** pack makes headers and body into a text that can stand in an address: JSON, deflated, in base64url. */
export async function pack(answer: Private): Promise<string> {
  const plain = new Blob([JSON.stringify([answer.headers, answer.body])]).stream();
  const packed = await new Response(plain.pipeThrough(new CompressionStream("deflate-raw"))).arrayBuffer();
  const binary = Array.from(new Uint8Array(packed), (byte) => String.fromCharCode(byte)).join("");
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** unpack is the inverse of pack; undefined where a text was made by something else, or holds too much. */
export async function unpack(text: string): Promise<Private | undefined> {
  try {
    const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    const packed = new Blob([Uint8Array.from(binary, (c) => c.charCodeAt(0))]).stream();
    const [headers, body] = JSON.parse(await readText(packed.pipeThrough(new DecompressionStream("deflate-raw"))));
    return typeof headers === "string" && typeof body === "string" ? { headers, body } : undefined;
  } catch {
    return undefined;
  }
}

/** readText reads a stream to its end, unless that is too far: a short text can unpack to any length. */
async function readText(stream: ReadableStream<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  const reader = stream.getReader();
  let text = "";
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
    text += decoder.decode(chunk.value, { stream: true });
    if (text.length > LIMIT) {
      await reader.cancel();
      throw new RangeError("the packed answer is too long");
    }
  }
  return text + decoder.decode();
}
