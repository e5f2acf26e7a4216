import type { Sketch } from './source-events.js';

const BYTES = 4;

/** The hashes of a sketch, ascending. */
export function hashesOf({ hashes }: Pick<Sketch, 'hashes'>): Uint32Array {
  const bytes = Buffer.from(hashes, 'base64');
  const count = Math.floor(bytes.length / BYTES);
  return Uint32Array.from({ length: count }, (_, n) => bytes.readUInt32LE(BYTES * n));
}

/** Hashes as a sketch holds them: little-endian, in base64. */
export function hashesText(hashes: Uint32Array): string {
  const bytes = Buffer.alloc(BYTES * hashes.length);
  for (const [n, hash] of hashes.entries()) bytes.writeUInt32LE(hash, BYTES * n);
  return bytes.toString('base64');
}
