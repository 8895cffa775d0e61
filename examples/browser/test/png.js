// Makes a screenshot small: a page has few colours, so that a palette of 256 shows it as it is.
import { crc32, deflateSync, inflateSync } from "node:zlib";

/** withPalette returns a PNG of 8-bit RGB, as the browser takes it, with a palette in place of its three channels. */
export function withPalette(png) {
  const { width, height, pixels } = decode(png);
  const palette = mostFrequent(pixels);
  const nearest = new Map();
  const rows = Buffer.alloc(height * (width + 1));
  for (let i = 0; i < pixels.length; i++) {
    const colour = pixels[i];
    if (!nearest.has(colour)) {
      nearest.set(colour, closest(palette, colour));
    }
    rows[Math.floor(i / width) * (width + 1) + 1 + (i % width)] = nearest.get(colour);
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3, 0, 0, 0], 8);
  const colours = Buffer.from(palette.flatMap(channels));
  const parts = [
    chunk("IHDR", head),
    chunk("PLTE", colours),
    chunk("IDAT", deflateSync(rows, { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ];
  return Buffer.concat([png.subarray(0, 8), ...parts]);
}

const channels = (colour) => [colour >> 16, (colour >> 8) & 255, colour & 255];

function chunk(type, data) {
  const named = Buffer.concat([Buffer.from(type), data]);
  const framed = Buffer.alloc(named.length + 8);
  framed.writeUInt32BE(data.length, 0);
  framed.set(named, 4);
  framed.writeUInt32BE(crc32(named), named.length + 4);
  return framed;
}

function decode(png) {
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  if (png[24] !== 8 || png[25] !== 2) {
    throw new Error("the screenshot is not of 8-bit RGB");
  }
  const data = [];
  for (let at = 8; at < png.length; at += png.readUInt32BE(at) + 12) {
    if (png.toString("latin1", at + 4, at + 8) === "IDAT") {
      data.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
    }
  }
  const bytes = unfiltered(inflateSync(Buffer.concat(data)), width * 3, height);
  const pixels = Uint32Array.from(
    { length: width * height },
    (_, i) => (bytes[3 * i] << 16) | (bytes[3 * i + 1] << 8) | bytes[3 * i + 2],
  );
  return { width, height, pixels };
}

/** unfiltered undoes what each row of a PNG has been foretold from: its left, its upper neighbour, or both. */
function unfiltered(rows, length, height) {
  const bytes = new Uint8Array(length * height);
  for (let y = 0; y < height; y++) {
    const filter = rows[y * (length + 1)];
    for (let x = 0; x < length; x++) {
      const left = x < 3 ? 0 : bytes[y * length + x - 3];
      const up = y === 0 ? 0 : bytes[(y - 1) * length + x];
      const corner = x < 3 || y === 0 ? 0 : bytes[(y - 1) * length + x - 3];
      const foretold = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter];
      bytes[y * length + x] = rows[y * (length + 1) + 1 + x] + foretold;
    }
  }
  return bytes;
}

function paeth(left, up, corner) {
  const guess = left + up - corner;
  const [a, b, c] = [left, up, corner].map((one) => Math.abs(guess - one));
  return a <= b && a <= c ? left : b <= c ? up : corner;
}

function mostFrequent(pixels) {
  const counts = new Map();
  for (const colour of pixels) {
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  return [...counts]
    .sort(([a, n], [b, m]) => m - n || a - b)
    .slice(0, 256)
    .map(([colour]) => colour);
}

function closest(palette, colour) {
  const wanted = channels(colour);
  const distances = palette.map((one) => channels(one).reduce((sum, value, n) => sum + (value - wanted[n]) ** 2, 0));
  return distances.indexOf(Math.min(...distances));
}
