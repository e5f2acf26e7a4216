import { QUESTIONS, type Question } from '../../../events/fields.js';
import { Choice, DateField, Flag, Text, Uuids } from '../../http/fields.js';

export class VerdictBody {
  @Choice(QUESTIONS) question: Question;
  @Text(50, { description: 'One of the scale that the policy has for the question.' })
  rating: string;
  @Text(20_000) rationale: string;
  @Uuids({ min: 1, max: 100 }, { description: 'Citations of the claim.' }) evidence: string[];
  @DateField({ optional: true, description: 'The day that the judgment speaks of.' })
  asOf?: string;
  @DateField({ optional: true, description: 'From then on the finding is shown as stale.' })
  expires?: string;
  @Flag({
    optional: true,
    description: 'A prediction judged before its date: true where its criterion is already met.',
  })
  criterionMet?: boolean;
  @Flag({
    optional: true,
    description:
      'True where you saw the source yourself. Without it a verdict does not rest on citations alone whose quotes the ledger found in no snapshot.',
  })
  sourceSeen?: boolean;
}
