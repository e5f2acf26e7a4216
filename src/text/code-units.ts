import { endianness } from 'node:os';

const REVERSED = endianness() === 'BE';

/**
 * The UTF-16 code units of a text, lone surrogates included. Node copies them all at once; a loop over
 * `charCodeAt` asks for each how the text is stored.
 */
export function unitsOf(text: string): Uint16Array {
  const units = new Uint16Array(text.length);
  const bytes = Buffer.from(units.buffer);
  bytes.write(text, 'utf16le');
  if (REVERSED) bytes.swap16();
  return units;
}

/** Code units as a text, lone surrogates included. */
export function stringOf(units: Uint16Array): string {
  const { buffer, byteOffset, byteLength } = REVERSED ? units.slice() : units;
  const bytes = Buffer.from(buffer, byteOffset, byteLength);
  if (REVERSED) bytes.swap16();
  return bytes.toString('utf16le');
}
