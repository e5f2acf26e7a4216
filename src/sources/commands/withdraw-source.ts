import { editors } from '../../access/route-access.js';
import { ReasonBody } from '../../http/reason.dto.js';
import { defineCommand } from '../../routes/command.js';
import { sourceDecider } from '../source.decider.js';

export const WithdrawSource = defineCommand('WithdrawSource', {
  route: 'POST /v1/sources/:id/withdrawal',
  summary: 'Withdraw a source',
  access: editors,
  body: ReasonBody,
  decider: sourceDecider,
  stream: ({ path }) => `source-${path.id}`,
  command: ({ body: { reason } }) => ({ type: 'WithdrawSource' as const, reason }),
});
