import type { MemberAnswer } from '../members/queries/members.js';
import type { KeyIssuedAnswer } from '../members/commands/issue-key.js';
import type { Page } from '../queries/page.js';
import type { WriteAnswer } from '../http/write-answer.js';
import type { AdminClient } from './admin-client.js';
import { printJson, printLine } from './output.js';

export async function listMembers(client: AdminClient, json: boolean): Promise<void> {
  for await (const member of allMembers(client)) {
    const { id, name, organisation, roles, suspended } = member;
    if (json) await printJson(member);
    else {
      const state = suspended ? 'suspended' : 'active';
      await printLine([id, state, roles.join(',') || '-', name, organisation].join('\t'));
    }
  }
}

export async function enrolMember(
  client: AdminClient,
  member: { name: string; organisation: string; roles: string[] },
  json: boolean,
): Promise<void> {
  const answer = await client.call<WriteAnswer>('POST', '/v1/members', member);
  await (json ? printJson(answer) : printLine(answer.id));
}

/** `roles`, `suspension` or `reinstatement`. */
export async function changeMember(
  client: AdminClient,
  id: string,
  what: string,
  body: object,
  json: boolean,
): Promise<void> {
  const path = `/v1/members/${encodeURIComponent(id)}/${what}`;
  const answer = await client.call<WriteAnswer>('POST', path, body);
  await (json ? printJson(answer) : printLine(`revision ${answer.revision}`));
}

export async function listKeys(client: AdminClient, id: string, json: boolean): Promise<void> {
  const path = `/v1/members/${encodeURIComponent(id)}`;
  for (const key of (await client.call<MemberAnswer>('GET', path)).keys) {
    const { keyId, label, issuedAt, revokedAt } = key;
    if (json) await printJson(key);
    else {
      const state = revokedAt === null ? 'active' : `revoked ${revokedAt}`;
      await printLine([keyId, issuedAt, state, label ?? '-'].join('\t'));
    }
  }
}

export async function issueKey(
  client: AdminClient,
  id: string,
  label: string | undefined,
  json: boolean,
): Promise<void> {
  const path = `/v1/members/${encodeURIComponent(id)}/keys`;
  const answer = await client.call<KeyIssuedAnswer>(
    'POST',
    path,
    label === undefined ? {} : { label },
  );
  await (json ? printJson(answer) : printLine(answer.key ?? ''));
}

export async function revokeKey(
  client: AdminClient,
  id: string,
  keyId: string,
  json: boolean,
): Promise<void> {
  const path = `/v1/members/${encodeURIComponent(id)}/keys/${encodeURIComponent(keyId)}`;
  const answer = await client.call<WriteAnswer>('DELETE', path);
  await (json ? printJson(answer) : printLine(`revision ${answer.revision}`));
}

async function* allMembers(client: AdminClient): AsyncGenerator<MemberAnswer> {
  let after: string | null = '';
  while (after !== null) {
    const query: string = after === '' ? '' : `&after=${encodeURIComponent(after)}`;
    const page: Page<MemberAnswer> = await client.call('GET', `/v1/members?limit=500${query}`);
    yield* page.items;
    after = page.next;
  }
}
