import { editors } from '../../access/route-access.js';
import { ReasonBody } from '../../http/reason.dto.js';
import { defineCommand } from '../../routes/command.js';
import { sourceDecider } from '../source.decider.js';

export const WithdrawSource = defineCommand('WithdrawSource', {
  route: 'POST /v1/sources/:id/withdrawal',
  summary: 'Withdraw a source',
  description:
    'Marks a source as withdrawn, with a reason, for instance since its publisher took it back. It stays readable; whatever rests on it is flagged `evidence-withdrawn`.',
  access: editors,
  body: ReasonBody,
  examples: {
    reason: { summary: 'With a reason', body: { reason: 'The newspaper took it back.' } },
  },
  decider: sourceDecider,
  stream: ({ path }) => `source-${path.id}`,
  command: ({ body: { reason } }) => ({ type: 'WithdrawSource' as const, reason }),
});
