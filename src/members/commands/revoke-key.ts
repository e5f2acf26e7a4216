import { admins } from '../../access/route-access.js';
import { defineCommand } from '../../routes/command.js';
import { MemberDirectory } from '../member-directory.js';
import { memberDecider } from '../member.decider.js';

export const RevokeKey = defineCommand('RevokeKey', {
  route: 'DELETE /v1/members/:id/keys/:keyId',
  summary: 'Revoke a key',
  description: 'From now on the key is answered 401. The other keys of the member go on working.',
  access: admins,
  uses: [MemberDirectory],
  about: 'id',
  decider: memberDecider,
  stream: ({ path }) => `member-${path.id}`,
  command: ({ path }) => ({ type: 'RevokeKey' as const, keyId: path.keyId }),
  recorded: ({ path, outcome }, directory) => directory.apply(path.id, outcome),
});
