import { crc32 } from 'node:zlib';

/** What a row of `events` says. */
export type EventValues = [
  position: number,
  stream: string,
  revision: number,
  id: string,
  type: string,
  schemaVersion: number,
  data: string,
  metadata: string,
];

/**
 * Returns the CRC-32 of what a row says. It tells what a disk, a file system or a copy made of a row by
 * accident: SQLite keeps no checksums of its pages. Whoever changes a row on purpose can change it, too.
 */
export function checksumOf(row: Readonly<[...EventValues, ...unknown[]]>): number {
  const [position, stream, revision, id, type, schemaVersion, data, metadata] = row;
  const place = `${position} ${stream} ${revision} ${id} ${type} ${schemaVersion}`;
  // What a damaged row has in the place of a text may be anything.
  return crc32(String(metadata), crc32(String(data), crc32(place)));
}
