import type { RelationKind } from '../../events/claim/claim-events.js';
import type { Agent, Question } from '../../events/fields.js';
import { UNSAID } from '../../events/policy/policy-events.js';
import type { LedgerEvent } from '../../events/ledger-event.js';
import { RecordedHistory, uuid } from './recorded-history.js';

type Data<T extends LedgerEvent['type']> = Extract<LedgerEvent, { type: T }>['data'];

/** A history in the words of a fact-checking desk, with something sensible for all that a spec does not say. */
export class LedgerHistory extends RecordedHistory {
  policy(quorum: number, version = 1): this {
    const scale = ['true', 'false'].map((rating) => ({
      rating,
      label: rating,
      definition: `It is ${rating}.`,
      final: true,
    }));
    return this.record('policy-ledger', 'PolicyAdopted', {
      version,
      quorum,
      distinctOrganizations: false,
      scales: { veracity: scale, attribution: scale },
      ...UNSAID,
    });
  }

  source(id: string, changes: Partial<Data<'SourceRegistered'>> = {}): this {
    return this.record(`source-${id}`, 'SourceRegistered', {
      type: 'article',
      title: 'Talks begin',
      ...changes,
    });
  }

  sourceWithdrawn(id: string): this {
    return this.record(`source-${id}`, 'SourceWithdrawn', { reason: 'forged' });
  }

  derivation(
    source: string,
    derivationId: string,
    from: string,
    changes: Partial<Data<'DerivationDeclared'>> = {},
  ): this {
    return this.record(`source-${source}`, 'DerivationDeclared', {
      derivationId,
      from,
      kind: 'republishes',
      declaredBy: uuid(1),
      ...changes,
    });
  }

  derivationRetracted(source: string, derivationId: string): this {
    const data = { derivationId, reason: 'another text' };
    return this.record(`source-${source}`, 'DerivationRetracted', data);
  }

  agentsIdentified(id: string, agents: Agent[]): this {
    const data = { agents, reason: 'one biography', identifiedBy: uuid(1) };
    return this.record(`agent-${id}`, 'AgentsIdentified', data);
  }

  agentIdentificationRetracted(id: string): this {
    return this.record(`agent-${id}`, 'AgentIdentificationRetracted', { reason: 'two people' });
  }

  claim(id: string, changes: Partial<Data<'ClaimRecorded'>> = {}): this {
    return this.record(`claim-${id}`, 'ClaimRecorded', {
      text: 'Talks on phase two have started',
      kind: 'fact',
      claimant: { kind: 'own-voice' },
      topics: [],
      recordedBy: uuid(1),
      ...changes,
    });
  }

  prediction(id: string, by: string): this {
    return this.claim(id, {
      text: 'An agreement will be signed',
      kind: 'prediction',
      resolves: { by, criterion: 'Both say so' },
    });
  }

  claimWithdrawn(id: string): this {
    return this.record(`claim-${id}`, 'ClaimWithdrawn', { reason: 'recorded twice' });
  }

  related(
    claim: string,
    relationId: string,
    kind: RelationKind,
    to: string,
    changes: Partial<Data<'ClaimRelated'>> = {},
  ): this {
    return this.record(`claim-${claim}`, 'ClaimRelated', { relationId, kind, to, ...changes });
  }

  unrelated(claim: string, relationId: string): this {
    const reason = 'of another place';
    return this.record(`claim-${claim}`, 'ClaimUnrelated', { relationId, reason });
  }

  citation(
    claim: string,
    citationId: string,
    sourceId: string,
    changes: Partial<Data<'CitationAdded'>> = {},
  ): this {
    return this.record(`claim-${claim}`, 'CitationAdded', {
      citationId,
      sourceId,
      stance: 'makes',
      attribution: [],
      addedBy: uuid(1),
      ...changes,
    });
  }

  citationRetracted(claim: string, citationId: string): this {
    return this.record(`claim-${claim}`, 'CitationRetracted', { citationId, reason: 'misread' });
  }

  verdict(
    claim: string,
    verdictId: string,
    rating: string,
    changes: Partial<Data<'VerdictSubmitted'>> = {},
  ): this {
    return this.record(`claim-${claim}`, 'VerdictSubmitted', {
      verdictId,
      question: 'veracity',
      rating,
      rationale: 'It was broadcast.',
      evidence: [uuid(0xffff)],
      // Another reviewer each time, unless the spec says who.
      reviewer: { id: verdictId, organization: 'Desk' },
      ...changes,
    });
  }

  verdictWithdrawn(claim: string, verdictId: string): this {
    return this.record(`claim-${claim}`, 'VerdictWithdrawn', { verdictId, reason: 'hasty' });
  }

  conflict(
    claim: string,
    conflictId: string,
    changes: Partial<Data<'ConflictOfInterestDeclared'>> = {},
  ): this {
    const data = { conflictId, member: uuid(1), reason: 'her employer', ...changes };
    return this.record(`claim-${claim}`, 'ConflictOfInterestDeclared', data);
  }

  conflictRetracted(claim: string, conflictId: string): this {
    const data = { conflictId, reason: 'another employer' };
    return this.record(`claim-${claim}`, 'ConflictOfInterestRetracted', data);
  }

  note(claim: string, noteId: string, changes: Partial<Data<'NoteAdded'>> = {}): this {
    const data = { claimId: claim, text: 'Which year is this?', addedBy: uuid(1), ...changes };
    return this.record(`note-${noteId}`, 'NoteAdded', data);
  }

  noteAnswered(noteId: string, answerId: string, answeredBy = uuid(2)): this {
    const data = { answerId, text: 'The last one.', answeredBy };
    return this.record(`note-${noteId}`, 'NoteAnswered', data);
  }

  noteResolved(noteId: string, changes: Partial<Data<'NoteResolved'>> = {}): this {
    return this.record(`note-${noteId}`, 'NoteResolved', { resolvedBy: uuid(1), ...changes });
  }

  webhook(id: string, changes: Partial<Data<'WebhookRegistered'>> = {}): this {
    return this.record(`webhook-${id}`, 'WebhookRegistered', {
      url: 'https://desk.example/hook',
      eventTypes: [],
      claims: [],
      topics: [],
      secret: { salt: 'A'.repeat(22), sha256: 'a'.repeat(64) },
      ...changes,
    });
  }

  finding(claim: string, findingId: string, rating: string, question: Question = 'veracity'): this {
    return this.record(`claim-${claim}`, 'FindingReached', {
      findingId,
      question,
      rating,
      verdicts: [],
      dissent: [],
      policyVersion: 1,
    });
  }

  published(
    claim: string,
    publicationId: string,
    findingId: string,
    changes: Partial<Data<'FindingPublished'>> = {},
  ): this {
    return this.record(`claim-${claim}`, 'FindingPublished', {
      publicationId,
      question: 'veracity',
      findingId,
      rating: 'true',
      policyVersion: 1,
      wording: 'Talks have started.',
      language: 'en',
      ...changes,
    });
  }

  corrected(
    claim: string,
    correctionId: string,
    publicationId: string,
    findingId: string,
    changes: Partial<Data<'CorrectionIssued'>> = {},
  ): this {
    return this.record(`claim-${claim}`, 'CorrectionIssued', {
      correctionId,
      publicationId,
      wrong: 'We named the wrong month.',
      since: '2025-10',
      findingId,
      rating: 'true',
      policyVersion: 1,
      wording: 'Talks started in October.',
      ...changes,
    });
  }

  publicationRetracted(claim: string, publicationId: string): this {
    const data = { publicationId, reason: 'forged' };
    return this.record(`claim-${claim}`, 'PublicationRetracted', data);
  }
}
