import type { TObject } from 'typebox';
import { Compile } from 'typebox/compile';

import type { EventDefinition } from './define.js';
import type { RecordedEvent } from './envelope.js';

/** Turns the data of one version into that of a later one. Pure; the stored event stays as it is. */
export interface Upcast {
  readonly type: string;
  readonly from: number;
  readonly to: number;
  /** @param event whose data it is, or was before an earlier upcast */
  upcast(data: object, event: Pick<RecordedEvent, 'id'>): object;
}

/** Returns an upcast to the next version, in which one member has another name and all else stays. */
export function renamed(type: string, from: number, former: string, name: string): Upcast {
  return {
    type,
    from,
    to: from + 1,
    upcast(data) {
      const { [former]: value, ...rest } = data as Record<string, unknown>;
      return { ...rest, [name]: value };
    },
  };
}

/** An event that this release cannot interpret: its type or its version is not in the catalog. */
export class UnknownEventError extends Error {
  override readonly name = 'UnknownEventError';
  constructor(
    readonly type: string,
    readonly schemaVersion: number,
    reason: string,
  ) {
    super(`${type} v${schemaVersion}: ${reason}`);
  }
}

/** Data that does not have the shape its type promises. */
export class InvalidEventError extends Error {
  override readonly name = 'InvalidEventError';
  constructor(
    readonly type: string,
    readonly schemaVersion: number,
    readonly problems: readonly string[],
  ) {
    super(`${type} v${schemaVersion} is not valid: ${problems.join('; ')}`);
  }
}

interface Validator {
  Check(value: unknown): boolean;
  Errors(value: unknown): readonly { instancePath: string; message: string }[];
}

interface KnownType {
  readonly current: number;
  readonly validators: ReadonlyMap<number, Validator>;
  readonly upcasts: ReadonlyMap<number, Upcast>;
}

/**
 * Every event type and schema version that the ledger knows, with its validator, and the steps
 * that bring an older version up to the current one.
 */
export class Catalog {
  private readonly types = new Map<string, KnownType>();

  /** Type, version and shape of everything ever written. */
  readonly definitions: readonly EventDefinition[];

  constructor(definitions: readonly EventDefinition[], upcasts: readonly Upcast[] = []) {
    this.definitions = definitions;
    for (const type of new Set(definitions.map((d) => d.type))) {
      const versions = definitions.filter((d) => d.type === type);
      const validators = new Map<number, Validator>();
      for (const { schemaVersion, schema } of versions) {
        if (validators.has(schemaVersion)) throw new Error(`${type} v${schemaVersion} twice`);
        validators.set(schemaVersion, compile(schema));
      }
      const current = Math.max(...validators.keys());
      this.types.set(type, {
        current,
        validators,
        upcasts: chain(type, current, validators, upcasts),
      });
    }
    for (const { type } of upcasts) {
      if (!this.types.has(type)) throw new Error(`an upcast for ${type}, which is not defined`);
    }
  }

  /** The version that new events of this type are written in. */
  currentVersion(type: string): number {
    return this.known(type, 0).current;
  }

  /** @throws UnknownEventError, InvalidEventError */
  validate(event: { type: string; schemaVersion: number; data: object }): void {
    const validator = this.known(event.type, event.schemaVersion).validators.get(
      event.schemaVersion,
    );
    if (!validator) {
      throw new UnknownEventError(event.type, event.schemaVersion, 'no such version here');
    }
    if (!validator.Check(event.data)) {
      const problems = validator
        .Errors(event.data)
        .slice(0, 5)
        .map((e) => `${e.instancePath || '/'} ${e.message}`);
      throw new InvalidEventError(event.type, event.schemaVersion, problems);
    }
  }

  /**
   * The event in its current version. Data is taken as stored: it was validated when written, and
   * an upcast's result is validated here.
   *
   * @throws UnknownEventError for a type or a version that this release does not know.
   */
  upcast(event: RecordedEvent): RecordedEvent {
    const known = this.known(event.type, event.schemaVersion);
    if (event.schemaVersion === known.current) return event;
    if (!known.validators.has(event.schemaVersion)) {
      throw new UnknownEventError(
        event.type,
        event.schemaVersion,
        `this release knows versions up to ${known.current}`,
      );
    }
    let { data, schemaVersion } = event;
    while (schemaVersion < known.current) {
      const step = known.upcasts.get(schemaVersion)!;
      data = step.upcast(data, event);
      schemaVersion = step.to;
    }
    const current = { ...event, data, schemaVersion };
    this.validate(current);
    return current;
  }

  private known(type: string, schemaVersion: number): KnownType {
    const known = this.types.get(type);
    if (!known) throw new UnknownEventError(type, schemaVersion, 'no such type in this release');
    return known;
  }
}

function compile(schema: TObject): Validator {
  return Compile(schema);
}

/** Checks that every older version leads to the current one. */
function chain(
  type: string,
  current: number,
  validators: ReadonlyMap<number, Validator>,
  upcasts: readonly Upcast[],
): Map<number, Upcast> {
  const steps = new Map<number, Upcast>();
  for (const step of upcasts.filter((u) => u.type === type)) {
    if (step.to <= step.from) {
      throw new Error(`an upcast of ${type} v${step.from} must lead to a later version`);
    }
    if (!validators.has(step.to)) throw new Error(`${type} v${step.to} is not defined`);
    if (steps.has(step.from)) throw new Error(`two upcasts of ${type} v${step.from}`);
    steps.set(step.from, step);
  }
  for (const version of validators.keys()) {
    if (version !== current && !steps.has(version)) {
      throw new Error(`no upcast leads on from ${type} v${version}`);
    }
  }
  return steps;
}
