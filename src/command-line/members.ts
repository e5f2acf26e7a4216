import type { KeyIssuedAnswer } from '../members/commands/issue-key.js';
import type { MemberAnswer } from '../members/queries/members.js';
import type { WriteAnswer } from '../routes/command.js';
import type { LedgerClient } from './ledger-client.js';
import { CommandFailed, EXIT } from './exit-codes.js';
import { printColumns, printJson, printLine } from './output.js';

export async function listMembers(client: LedgerClient, json: boolean): Promise<void> {
  for await (const member of client.list<MemberAnswer>('v1/members')) {
    const { id, name, organization, roles, suspended } = member;
    const state = suspended ? 'suspended' : 'active';
    if (json) await printJson(member);
    else await printColumns([id, state, roles.join(',') || '-', name, organization]);
  }
}

/** Prints the id. */
export async function enrolMember(
  client: LedgerClient,
  member: { readonly name: string; readonly organization: string; readonly roles: string[] },
  json: boolean,
): Promise<void> {
  const answer = await client.call<WriteAnswer>('POST', 'v1/members', member);
  await (json ? printJson(answer) : printLine(answer.id));
}

/** @param what the last part of the route. */
export async function changeMember(
  client: LedgerClient,
  id: string,
  what: 'roles' | 'suspension' | 'reinstatement',
  body: object,
  json: boolean,
): Promise<void> {
  const answer = await client.call<WriteAnswer>('POST', `${pathOf(id)}/${what}`, body);
  await (json ? printJson(answer) : printLine(`revision ${answer.revision}`));
}

export async function listKeys(client: LedgerClient, id: string, json: boolean): Promise<void> {
  const { keys } = await client.call<MemberAnswer>('GET', pathOf(id));
  if (!keys) {
    throw new CommandFailed(
      'the server shows the keys of another member to admins only',
      EXIT.unavailable,
    );
  }
  for (const key of keys) {
    const { id: keyId, label, recordedAt, revokedAt } = key;
    const state = revokedAt === null ? 'active' : `revoked ${revokedAt}`;
    if (json) await printJson(key);
    else await printColumns([keyId, recordedAt, state, label ?? '-']);
  }
}

/** Prints the key, which is never shown again. */
export async function issueKey(
  client: LedgerClient,
  id: string,
  label: string | undefined,
  json: boolean,
): Promise<void> {
  const body = label === undefined ? {} : { label };
  const answer = await client.call<KeyIssuedAnswer>('POST', `${pathOf(id)}/keys`, body);
  // Null only for a request that repeats one, which this never does.
  await (json ? printJson(answer) : printLine(String(answer.key)));
}

export async function revokeKey(
  client: LedgerClient,
  id: string,
  keyId: string,
  json: boolean,
): Promise<void> {
  const path = `${pathOf(id)}/keys/${encodeURIComponent(keyId)}`;
  const answer = await client.call<WriteAnswer>('DELETE', path);
  await (json ? printJson(answer) : printLine(`revision ${answer.revision}`));
}

function pathOf(id: string): string {
  return `v1/members/${encodeURIComponent(id)}`;
}
