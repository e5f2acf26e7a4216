import { idOf } from '../../events/envelope.js';
import { text } from '../engine/columns.js';
import { defineProjection } from '../engine/define-projection.js';

const KINDS = ['claim', 'source', 'agent'] as const;

/**
 * What may have changed where the evidence of claims comes from, and when it did so last: a claim whose
 * citations changed, a source that was withdrawn, draws on another one or speaks with another voice,
 * agents that were identified. Which claims that reaches is for the other views to say.
 */
export const evidenceChanges = defineProjection({
  name: 'evidence-changes',
  version: 1,
  table: {
    name: 'evidence_changes',
    columns: {
      stream: text(),
      kind: text<(typeof KINDS)[number]>(),
      /** The id of the claim, the source or the identification. */
      id: text(),
      /** The position of the last event that changed it. */
      changed_position: text(),
    },
    key: 'stream',
    indexes: [{ columns: ['changed_position', 'kind', 'id'] }],
  },
  keys(event) {
    const isOfNoMatter =
      event.type === 'SourceAmended' &&
      event.data.changes.publisher === undefined &&
      event.data.changes.authors === undefined;
    return isOfNoMatter ? [] : [event.stream];
  },
  on: {
    CitationAdded: changed,
    CitationRetracted: changed,
    SourceAmended: changed,
    SourceWithdrawn: changed,
    DerivationDeclared: changed,
    DerivationRetracted: changed,
    AgentsIdentified: changed,
    AgentIdentificationRetracted: changed,
  },
});

function changed(
  _: unknown,
  { stream, position }: { readonly stream: string; readonly position: string },
) {
  const kind = KINDS.find((each) => stream.startsWith(`${each}-`))!;
  return { stream, kind, id: idOf(stream), changed_position: position };
}
