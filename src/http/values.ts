import { LONGEST_URL } from '../../events/fields.js';

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** @returns what is wrong with a text of at most `max` UTF-16 code units; undefined where nothing is. */
export function faultOfText(value: unknown, max: number): string | undefined {
  if (typeof value !== 'string') return 'is to be a text';
  if (value.length > max) return `is to have at most ${max} characters`;
  if (!/\S/u.test(value)) return 'is to be a text that is not blank';
  if (value.includes('\0')) return 'holds a NUL character';
  return value.isWellFormed() ? undefined : 'holds a lone surrogate, which is no character';
}

/** @returns what is wrong with an absolute http or https URL; undefined where nothing is. */
export function faultOfUrl(value: unknown): string | undefined {
  const fault = faultOfText(value, LONGEST_URL);
  if (fault !== undefined) return fault;
  const text = String(value);
  const isWebUrl = URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
  return isWebUrl ? undefined : 'is to be an http or https URL';
}

export function matches(expression: RegExp, value: unknown, maxLength = 2000): boolean {
  return typeof value === 'string' && value.length <= maxLength && expression.test(value);
}

export function isWhole(value: unknown, min: number, max: number): boolean {
  return Number.isSafeInteger(value) && Number(value) >= min && Number(value) <= max;
}
