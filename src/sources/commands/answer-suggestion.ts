import {
  DERIVATION_KINDS,
  type DerivationKind,
  type SharedPassages,
} from '../../../events/source/source-events.js';
import { contributors } from '../../access/route-access.js';
import type { CommandRunner } from '../../deciding/command-runner.js';
import { Choice } from '../../http/fields.js';
import { ReasonBody } from '../../http/reason.dto.js';
import { EXAMPLE_IDS } from '../../http/example-ids.js';
import { defineCommand } from '../../routes/command.js';
import { resemblanceOf } from '../../snapshots/shared-passages.js';
import { derivationDecider } from '../derivation.decider.js';
import { sourceDecider, type SourceState } from '../source.decider.js';

export class AcceptanceBody {
  @Choice(DERIVATION_KINDS, { description: 'How the source draws on the other.' })
  kind: DerivationKind;
}

/** A member says that a suggestion is right, and in what way the one source draws on the other. */
export const AcceptSuggestion = defineCommand('AcceptSuggestion', {
  route: 'POST /v1/sources/:id/suggestions/:from/acceptance',
  summary: 'Accept a suggestion: the derivation is declared, with what the two share',
  description:
    'Says that a suggestion is right, and how the one source draws on the other. The derivation is declared, with what the two share as its reason.',
  access: contributors,
  body: AcceptanceBody,
  makes: 'derivation',
  examples: {
    republishes: { summary: 'It has the report word for word', body: { kind: 'republishes' } },
  },
  decider: derivationDecider,
  stream: ({ path }) => `source-${path.id}`,
  command: async ({ path, body: { kind }, made, context, state, load }) => ({
    type: 'AcceptSuggestion' as const,
    derivationId: made,
    sourceId: path.id,
    from: path.from,
    kind,
    declaredBy: context.actor.id,
    shared: await sharedWith(load, state, path),
  }),
  location: ({ path, made }) => `/v1/sources/${path.id}/derivations/${made}`,
});

/** A member says that a source does not draw on the one that it shares passages with. */
export const DismissSuggestion = defineCommand('DismissSuggestion', {
  route: 'POST /v1/sources/:id/suggestions/:from/dismissal',
  summary: 'Dismiss a suggestion',
  description:
    'Says that a source does not draw on the one that it shares passages with, and why. The suggestion is not made again.',
  access: contributors,
  body: ReasonBody,
  about: 'id',
  examples: {
    reason: {
      summary: 'With a reason',
      path: { id: EXAMPLE_IDS.copy, from: EXAMPLE_IDS.wire },
      body: { reason: 'Both print the same statement.' },
    },
  },
  decider: derivationDecider,
  stream: ({ path }) => `source-${path.id}`,
  command: async ({ path, body: { reason }, state, load }) => ({
    type: 'DismissSuggestion' as const,
    from: path.from,
    reason,
    shared: await sharedWith(load, state, path),
  }),
});

/** What the sketches in both streams tell; nothing that the client says, and nothing of the views. */
async function sharedWith(
  load: CommandRunner['load'],
  { snapshots }: SourceState,
  { id, from }: { readonly id: string; readonly from: string },
): Promise<SharedPassages | undefined> {
  if (from === id) return undefined;
  const other = await load(sourceDecider, `source-${from}`);
  return resemblanceOf(snapshots, other.snapshots)?.shared;
}
