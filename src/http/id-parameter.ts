import { Param, type PipeTransform } from '@nestjs/common';

import { notFound } from './problem.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const SHA256 = /^[0-9a-f]{64}$/i;

class Shaped implements PipeTransform<string, string> {
  constructor(
    private readonly what: string,
    private readonly shape: RegExp,
  ) {}

  transform(value: string): string {
    // What cannot be an id names nothing.
    if (!this.shape.test(value)) throw notFound(this.what, value);
    return value.toLowerCase();
  }
}

/** A UUID in the path; `what` it names, for the answer where it names nothing. */
export function IdParameter(name: string, what: string): ParameterDecorator {
  return Param(name, new Shaped(what, UUID));
}

export function Sha256Parameter(name: string, what: string): ParameterDecorator {
  return Param(name, new Shaped(what, SHA256));
}

export const LARGEST_NUMBER = 999_999_999;

class Numbered implements PipeTransform<unknown, number> {
  constructor(private readonly what: string) {}

  /** @param value the validation before it may have made a number of it, which need not be a whole one */
  transform(value: unknown): number {
    const digits = String(value);
    // What is no number counts nothing.
    if (!/^[1-9]\d{0,8}$/.test(digits)) throw notFound(this.what, digits);
    return Number(digits);
  }
}

/** A number from 1 in the path. */
export function NumberParameter(name: string, what: string): ParameterDecorator {
  return Param(name, new Numbered(what));
}
