import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Enrols a member at a server, and issues a key. */
export async function enrolledKey(url: string, dataDir: string, role: string): Promise<string> {
  const admin = (await readFile(join(dataDir, 'admin-key'), 'utf8')).trim();
  const post = async (path: string, body: object) => {
    const response = await fetch(`${url}${path}`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${admin}`, 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as { id: string; key: string };
  };
  const { id } = await post('/v1/members', { name: role, organization: 'Bench', roles: [role] });
  return (await post(`/v1/members/${id}/keys`, {})).key;
}
