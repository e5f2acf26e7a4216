import Type, { type Static } from 'typebox';

import { digestOf, newKey } from '../../access/key.js';
import { admins } from '../../access/route-access.js';
import { recordedIn } from '../../deciding/outcome.js';
import { Name } from '../../http/fields.js';
import { nullable } from '../../queries/answer-fields.js';
import { defineCommand, type WriteAnswer } from '../../routes/command.js';
import { MemberDirectory } from '../member-directory.js';
import { memberDecider } from '../member.decider.js';

export class KeyBody {
  @Name(200, { optional: true, description: 'What the key is for.' }) label?: string;
}

const issued = {
  key: nullable(
    Type.String({ description: 'Null where the request repeats one that was carried out.' }),
  ),
};

export type KeyIssuedAnswer = WriteAnswer & Static<Type.TObject<typeof issued>>;

export const IssueKey = defineCommand('IssueKey', {
  route: 'POST /v1/members/:id/keys',
  summary: 'Issue a key; it is shown this once',
  description:
    'Makes a key for a member. The key is in this answer and nowhere else; a repeated request shows null in its place. The ledger keeps its SHA-256.',
  access: admins,
  body: KeyBody,
  uses: [MemberDirectory],
  makes: 'key',
  adds: issued,
  examples: { labelled: { summary: 'For one device', body: { label: 'Laptop' } } },
  decider: memberDecider,
  stream: ({ path }) => `member-${path.id}`,
  command: ({ body, made, once }) => ({
    type: 'IssueKey' as const,
    keyId: made,
    sha256: digestOf(once(newKey)),
    ...body,
  }),
  recorded: ({ path, outcome }, directory) => directory.apply(path.id, outcome),
  answer: ({ once, outcome }) => {
    const key = once(newKey);
    const isOurs = recordedIn(outcome, 'KeyIssued')?.sha256 === digestOf(key);
    return { key: isOurs ? key : null };
  },
});
