/**
 * The ids in the examples of the OpenAPI document. Each stands for the same thing throughout, which an
 * example makes; a ledger gives it another id, which the answer tells.
 */
export const EXAMPLE_IDS = {
  member: '0199e2a4-1f00-7000-8000-000000000001',
  key: '0199e2a4-1f00-7000-8000-000000000002',
  /** An agency's report. */
  wire: '0199e2a4-1f00-7000-8000-000000000011',
  /** A newspaper that has it word for word. */
  source: '0199e2a4-1f00-7000-8000-000000000012',
  /** Another one. */
  copy: '0199e2a4-1f00-7000-8000-000000000013',
  /** A recording, from which the newspaper quotes. */
  broadcast: '0199e2a4-1f00-7000-8000-000000000014',
  derivation: '0199e2a4-1f00-7000-8000-000000000021',
  claim: '0199e2a4-1f00-7000-8000-000000000031',
  prediction: '0199e2a4-1f00-7000-8000-000000000032',
  citation: '0199e2a4-1f00-7000-8000-000000000041',
  relation: '0199e2a4-1f00-7000-8000-000000000051',
  verdict: '0199e2a4-1f00-7000-8000-000000000061',
  conflict: '0199e2a4-1f00-7000-8000-000000000062',
  finding: '0199e2a4-1f00-7000-8000-000000000063',
  publication: '0199e2a4-1f00-7000-8000-000000000064',
  note: '0199e2a4-1f00-7000-8000-000000000065',
  identification: '0199e2a4-1f00-7000-8000-000000000071',
  webhook: '0199e2a4-1f00-7000-8000-000000000081',
  delivery: '0199e2a4-1f00-7000-8000-000000000082',
} as const;

/** What the examples capture, by source. */
const REPORT = [
  'Talks on the second phase of the ceasefire have started, the spokesperson of the Ministry of Foreign Affairs said on Tuesday.',
  'Delegations of both sides met for three hours in the morning and will meet again on Wednesday.',
  'Neither side has said which of the open questions were discussed first, nor when the first answers are expected.',
  'The mediators asked everybody to keep to the agreement of last week.',
].join(' ');
export const EXAMPLE_TEXTS = {
  wire: REPORT,
  source: `The Harbour Courier, 14 October\n\n${REPORT}\n`,
  copy: `${REPORT}\n\nMorning Post, page 4\n`,
} as const;

/** The SHA-256 of `EXAMPLE_TEXTS.source`. */
export const EXAMPLE_SHA256 = 'c147df0aa9e1de7fdf705e0513a488b34d5e4744c1acb8ce18da71ccd1dd849d';

/** One call that works, once those have been made whose ids it names. */
export interface Example<Path = Readonly<Record<string, string>>, Body = unknown> {
  readonly summary: string;
  /** Where they are not those that the routes have in common. */
  readonly path?: Path;
  readonly body?: Body;
}

export type Examples<Path = Readonly<Record<string, string>>, Body = unknown> = Readonly<
  Record<string, Example<Path, Body>>
>;
