import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

import { init, type Functions } from '@embedpdf/pdfium';

import { libraryVersion } from '../../runtime/library-version.js';

type Imports = Readonly<Record<string, Readonly<Record<string, unknown>>>>;
type Compiled = object;

/** The part that is used of what the libraries of TypeScript declare for browsers alone. */
const { WebAssembly } = globalThis as unknown as {
  readonly WebAssembly: {
    compile(bytes: Uint8Array): Promise<Compiled>;
    readonly Instance: new (compiled: Compiled, imports: Imports) => { readonly exports: object };
  };
};

type Numeric = (...numbers: readonly number[]) => number;

/** PDFium's functions by their own names (its public headers), of numbers and addresses alone. */
type Calls = Readonly<Record<keyof Functions | 'malloc', Numeric>>;

/** Views of its memory, which are others once it has grown. */
interface Memory {
  readonly HEAPU8: Uint8Array;
  readonly HEAPU16: Uint16Array;
  readonly HEAPU32: Uint32Array;
  readonly HEAPF32: Float32Array;
  readonly HEAPF64: Float64Array;
}

export interface Pdfium {
  /** The calls as they are exported: what the package wraps around each costs more than most of them. */
  readonly calls: Calls;
  readonly memory: Memory;
}

/** Bytes that PDFium may have for one file: the file itself, what it unfolds of it, and its own. */
const MOST_MEMORY = 512 * 1024 * 1024;

const PROGRAM = createRequire(import.meta.url).resolve('@embedpdf/pdfium/pdfium.wasm');

export const PDFIUM_VERSION = libraryVersion('@embedpdf/pdfium');

let compiling: Promise<Compiled> | undefined;

/** Compiling takes longer than most files do; what is compiled holds nothing of a file. */
function compiled(): Promise<Compiled> {
  compiling ??= readFile(PROGRAM).then((bytes) => WebAssembly.compile(bytes));
  return compiling;
}

/**
 * PDFium with a memory of its own. Each file has one to itself: whatever a file brings it to (an abort
 * ends it for good) is gone with it. It is given up by letting go of it.
 */
export async function freshPdfium(): Promise<Pdfium> {
  const program = await compiled();
  let calls: Calls | undefined;
  const overrides = {
    print: ignore,
    printErr: ignore,
    instantiateWasm(imports: Imports, take: (instance: object) => void): object {
      const instance = new WebAssembly.Instance(program, bounded(imports));
      calls = instance.exports as Calls;
      take(instance);
      return instance.exports;
    },
  };
  const module = await init(overrides);
  if (!calls) throw new Error('PDFium was not started.');
  calls.FPDF_InitLibrary();
  return { calls, memory: module.pdfium as unknown as Memory };
}

/** Drops what PDFium prints: it is about a file that somebody made, and nothing that the ledger keeps. */
function ignore(): void {}

/**
 * The memory has no bound of its own below 2 GiB, and grows by this import alone
 * (https://emscripten.org/docs/tools_reference/settings_reference.html#allow-memory-growth); where that
 * is refused, PDFium gives up the file.
 */
function bounded(imports: Imports): Imports {
  const grow = imports['env']?.['emscripten_resize_heap'];
  if (typeof grow !== 'function') throw new Error('PDFium grows its memory in an unknown way.');
  const resize = grow as (bytes: number) => number | boolean;
  const limited = (bytes: number) => (bytes >>> 0 > MOST_MEMORY ? 0 : resize(bytes));
  return { ...imports, env: { ...imports['env'], emscripten_resize_heap: limited } };
}
