import { isBlank } from '../text/names.js';

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** @returns what is wrong with a text of at most `max` UTF-16 code units; undefined where nothing is. */
export function faultOfText(value: unknown, max: number): string | undefined {
  if (typeof value !== 'string') return 'must be text';
  if (value.length > max) return `must have at most ${max} characters`;
  if (value.includes('\0')) return 'holds a NUL character';
  if (isBlank(value)) return 'must be text that is not blank';
  return value.isWellFormed() ? undefined : 'holds a lone surrogate, which is no character';
}

export function matches(expression: RegExp, value: unknown, maxLength = 2000): boolean {
  return typeof value === 'string' && value.length <= maxLength && expression.test(value);
}

export function isWhole(value: unknown, min: number, max: number): boolean {
  return Number.isSafeInteger(value) && Number(value) >= min && Number(value) <= max;
}
