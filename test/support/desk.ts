import type { RelationKind } from '../../events/claim/claim-events.js';
import type { CitationAnswer } from '../../src/citations/citations.js';
import type { ClaimDetail } from '../../src/claims/queries/get-claim.js';
import type { HistoryEntry } from '../../src/audit/history/history-answer.js';
import { accepted } from './answers.js';
import type { Role } from '../../events/envelope.js';
import type { ApiAnswer, ApiClient, Headings } from './api-client.js';

export type DeskMember = ApiClient & { readonly id: string };

/** A ledger that somebody serves, in this process or in another. */
export interface Serving {
  /** A client with the key of the first admin. */
  readonly admin: ApiClient;
  /** Enrols a member with these roles, and speaks with a key of theirs. */
  member(roles: readonly Role[], name?: string): Promise<DeskMember>;
}

export interface Written {
  readonly id: string;
  readonly revision: number;
  readonly position: string;
}

export interface SnapshotWritten extends Written {
  readonly sha256: string;
  readonly bytes: number;
  readonly mediaType: string;
  readonly characters: number | null;
  readonly reason: string | null;
}

export type CitationWritten = Written &
  Pick<CitationAnswer, 'fidelity' | 'anchor' | 'passage' | 'places'>;

export interface VerdictWritten extends Written {
  readonly finding: {
    readonly id: string;
    readonly question: string;
    readonly rating: string;
  } | null;
}

export const PLAIN_TEXT = 'text/plain; charset=utf-8';

/** A fact-checking desk: its members, and the steps of its work, each through the API. */
export class Desk {
  private last = '';

  private constructor(
    readonly served: Serving,
    readonly contributor: DeskMember,
    readonly reviewers: readonly [DeskMember, DeskMember, DeskMember],
    readonly editor: DeskMember,
    readonly auditor: DeskMember,
  ) {}

  static async over(served: Serving): Promise<Desk> {
    const reviewer = (name: string) => served.member(['reviewer'], name);
    return new Desk(
      served,
      await served.member(['contributor']),
      [await reviewer('Ana'), await reviewer('Boris'), await reviewer('Chidi')],
      await served.member(['editor']),
      await served.member(['auditor']),
    );
  }

  /** The position of the last write through the desk; what it reads shows that much. */
  get position(): string {
    return this.last;
  }

  async source(described: object = {}): Promise<string> {
    const body = { type: 'article', title: 'Talks on the ceasefire', ...described };
    return (await this.write<Written>(this.contributor, '/v1/sources', body)).id;
  }

  async snapshot(
    sourceId: string,
    content: string | Uint8Array,
    mediaType = PLAIN_TEXT,
  ): Promise<SnapshotWritten> {
    const path = `/v1/sources/${sourceId}/snapshots`;
    return this.noted(await this.contributor.postBytes(path, content, mediaType));
  }

  async claim(content: object = {}): Promise<string> {
    const body = {
      text: 'Talks on phase two have started',
      kind: 'fact',
      claimant: { kind: 'named', agent: { name: 'Majed al-Ansari', role: 'spokesperson' } },
      ...content,
    };
    return (await this.write<Written>(this.contributor, '/v1/claims', body)).id;
  }

  async cite(claimId: string, sourceId: string, content: object = {}): Promise<CitationWritten> {
    const body = { sourceId, stance: 'supports', ...content };
    return this.write(this.contributor, `/v1/claims/${claimId}/citations`, body);
  }

  async relate(claimId: string, kind: RelationKind, to: string, content = {}): Promise<Written> {
    const body = { kind, claimId: to, ...content };
    return this.write(this.contributor, `/v1/claims/${claimId}/relations`, body);
  }

  /** Judges a claim, on veracity where nothing else is said. */
  async judge(
    reviewer: DeskMember,
    claimId: string,
    evidence: readonly string[],
    content: object = {},
  ): Promise<VerdictWritten> {
    const body = verdict(evidence, content);
    return this.write(reviewer, `/v1/claims/${claimId}/verdicts`, body);
  }

  /** A cited claim on whose veracity two reviewers agree. */
  async settledClaim(content: object = {}): Promise<CitedClaim & { readonly findingId: string }> {
    const [ana, boris] = this.reviewers;
    const cited = await citedClaim(this, content);
    await this.judge(ana, cited.claimId, [cited.citationId]);
    const { finding } = await this.judge(boris, cited.claimId, [cited.citationId]);
    return { ...cited, findingId: finding!.id };
  }

  /** Publishes a finding; in English, where nothing else is said. @returns the publication's id */
  async publish(claimId: string, findingId: string, content: object = {}): Promise<string> {
    const path = `/v1/claims/${claimId}/findings/${findingId}/publications`;
    const body = { wording: 'Talks have started.', language: 'en', ...content };
    return (await this.write<Written>(this.editor, path, body)).id;
  }

  /** @throws Error where it is refused. */
  async write<Answer extends Written>(
    member: ApiClient,
    path: string,
    body: object,
    headers: Headings = {},
  ): Promise<Answer> {
    return this.noted(await member.post(path, body, headers));
  }

  async adoptPolicy(policy: object): Promise<Written & { readonly version: number }> {
    return this.noted(await this.editor.put('/v1/policy', policy));
  }

  /** Anybody's read of all that the desk has written. @throws Error where it is refused. */
  async read<Answer>(path: string): Promise<Answer> {
    const [before, query = ''] = path.split('?');
    const atLeast = this.last === '' ? '' : `atLeast=${this.last}`;
    const asked = [query, atLeast].filter((part) => part !== '').join('&');
    return accepted(await this.auditor.get(`${before}?${asked}`));
  }

  async claimNow(id: string, query = ''): Promise<ClaimDetail> {
    return this.read(`/v1/claims/${id}?${query}`);
  }

  async history(claimId: string): Promise<HistoryEntry[]> {
    const { items } = await this.read<{ items: HistoryEntry[] }>(
      `/v1/claims/${claimId}/history?limit=500`,
    );
    return items;
  }

  private noted<Answer extends Written>(answer: ApiAnswer): Answer {
    const written = accepted<Answer>(answer);
    this.last = written.position;
    return written;
  }
}

export function verdict(evidence: readonly string[], content: object = {}): object {
  const rationale = 'Two independent transcripts agree.';
  return { question: 'veracity', rating: 'true', rationale, evidence, ...content };
}

export interface CitedClaim {
  readonly claimId: string;
  readonly sourceId: string;
  readonly citationId: string;
}

/** A claim with a citation of a source of its own, ready to be judged. */
export async function citedClaim(desk: Desk, content: object = {}): Promise<CitedClaim> {
  const sourceId = await desk.source();
  const claimId = await desk.claim(content);
  const { id: citationId } = await desk.cite(claimId, sourceId);
  return { claimId, sourceId, citationId };
}
