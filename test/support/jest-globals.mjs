/** In the place of `@jest/globals`, which works where Jest loads it itself alone. */
export const { jest } = globalThis;
