import { sha256Of } from './sha256.js';

/** The bytes of a file that is captured, wherever they are: those of a large one are not all in memory. */
export interface Content {
  /** Lower-case hexadecimal. */
  readonly sha256: string;
  /** In bytes. */
  readonly size: number;
  /** The file that holds them; undefined where they are in memory. */
  readonly file: string | undefined;
  /** The first ones, all where they are fewer. */
  beginning(bytes: number): Promise<Uint8Array>;
  read(): Promise<Uint8Array>;
}

/** Content as it is, or that of bytes in memory. */
export function contentOf(given: Content | Uint8Array): Content {
  if (!(given instanceof Uint8Array)) return given;
  return {
    sha256: sha256Of(given),
    size: given.length,
    file: undefined,
    beginning: async (bytes) => given.subarray(0, bytes),
    read: async () => given,
  };
}
