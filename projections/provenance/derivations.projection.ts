import { idOf } from '../../events/envelope.js';
import type { DerivationKind, SharedPassages } from '../../events/source/source-events.js';
import type { Projection } from '../engine/projection.js';
import type { Table } from '../engine/table.js';
import { absent, existing, ImpossibleEventError } from '../impossible-event.js';
import type { ColumnsOf } from '../stored.js';
import { takenBack, type TakenBack } from '../taken-back.js';

export type DerivationRow = {
  derivation_id: string;
  /** The source that draws on the other. */
  source_id: string;
  /** The source that is drawn on. */
  from_id: string;
  kind: DerivationKind;
  /** What the two share, where a suggestion was accepted. */
  suggestion: SharedPassages | null;
  retracted: TakenBack | null;
  recorded_by: string;
  recorded_at: string;
  recorded_position: string;
};

export const derivationColumns = {
  derivation_id: { type: 'text' },
  source_id: { type: 'text' },
  from_id: { type: 'text' },
  kind: { type: 'text' },
  suggestion: { type: 'json', nullable: true },
  retracted: { type: 'json', nullable: true },
  recorded_by: { type: 'text' },
  recorded_at: { type: 'text' },
  recorded_position: { type: 'text' },
} as const satisfies ColumnsOf<DerivationRow>;

const table: Table = {
  name: 'derivations',
  columns: derivationColumns,
  key: 'derivation_id',
  versioned: true,
  indexes: [
    { columns: ['source_id', 'recorded_position', 'derivation_id'] },
    { columns: ['from_id', 'recorded_position', 'derivation_id'] },
  ],
};

/** Which source draws on which; retracted ones are among them, and say so. */
export const derivations: Projection<DerivationRow> = {
  name: 'derivations',
  version: 1,
  table,
  handles: ['DerivationDeclared', 'DerivationRetracted'],
  keys(event) {
    if (event.type !== 'DerivationDeclared' && event.type !== 'DerivationRetracted') return [];
    return [event.data.derivationId];
  },
  evolve(before, event, key) {
    if (event.type === 'DerivationDeclared') {
      absent(before, event, key);
      const { from, kind, suggestion, declaredBy } = event.data;
      return {
        derivation_id: key,
        source_id: idOf(event.stream),
        from_id: from,
        kind,
        suggestion: suggestion ?? null,
        retracted: null,
        recorded_by: declaredBy,
        recorded_at: event.metadata.recordedAt,
        recorded_position: event.position,
      };
    }
    if (event.type !== 'DerivationRetracted') return undefined;
    const row = existing(before, event, key);
    if (row.retracted) throw new ImpossibleEventError(event, `${key} was retracted before`);
    return { ...row, retracted: takenBack(event, event.data.reason) };
  },
};
