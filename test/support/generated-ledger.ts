import { identifyAgents, retractIdentification } from './generated-ledger/agent-steps.js';
import type { Chance } from './generated-ledger/chance.js';
import {
  addCitation,
  reanchorCitation,
  recordClaim,
  relateClaims,
  retractCitation,
  unrelateClaims,
  withdrawClaim,
} from './generated-ledger/claim-steps.js';
import {
  acceptSuggestion,
  declareDerivation,
  dismissSuggestion,
  retractDerivation,
} from './generated-ledger/derivation-steps.js';
import {
  adoptPolicy,
  applyPolicy,
  beginnings,
  changeRoles,
  enrolMember,
  issueKey,
  reinstateMember,
  revokeKey,
  suspendMember,
} from './generated-ledger/member-steps.js';
import { addNote, answerNote, resolveNote } from './generated-ledger/note-steps.js';
import { Newsroom, type Step } from './generated-ledger/newsroom.js';
import {
  correctPublication,
  publishFinding,
  retractPublication,
} from './generated-ledger/publication-steps.js';
import type { GeneratedAppend } from './generated-ledger/scribe.js';
import {
  amendSource,
  captureSnapshot,
  registerSource,
  takeText,
  withdrawSource,
} from './generated-ledger/source-steps.js';
import {
  declareConflict,
  retractConflict,
  submitVerdict,
  withdrawVerdict,
} from './generated-ledger/verdict-steps.js';
import {
  amendWebhook,
  disableWebhook,
  enableWebhook,
  registerWebhook,
  removeWebhook,
  rotateSecret,
} from './generated-ledger/webhook-steps.js';

export type { GeneratedAppend } from './generated-ledger/scribe.js';

export interface GeneratedLedgerOptions {
  /** Exactly so many come. */
  readonly events: number;
  /** The same seed gives the same log, byte for byte. */
  readonly seed?: number;
}

/** How often each thing is tried, in ten thousand. */
const EVERYDAY: readonly (readonly [Step, number])[] = [
  [registerSource, 1_200],
  [captureSnapshot, 1_700],
  [amendSource, 150],
  [takeText, 20],
  [withdrawSource, 25],
  [declareDerivation, 120],
  [acceptSuggestion, 30],
  [dismissSuggestion, 30],
  [retractDerivation, 20],
  [identifyAgents, 40],
  [retractIdentification, 30],
  [recordClaim, 1_500],
  [addCitation, 2_600],
  [reanchorCitation, 60],
  [retractCitation, 120],
  [withdrawClaim, 40],
  [relateClaims, 60],
  [unrelateClaims, 15],
  [submitVerdict, 3_600],
  [withdrawVerdict, 90],
  [declareConflict, 50],
  [retractConflict, 15],
  [publishFinding, 60],
  [correctPublication, 30],
  [retractPublication, 20],
  [addNote, 60],
  [answerNote, 60],
  [resolveNote, 40],
  [enrolMember, 40],
  [issueKey, 40],
  [revokeKey, 15],
  [changeRoles, 25],
  [suspendMember, 15],
  [reinstateMember, 15],
  [adoptPolicy, 5],
  [applyPolicy, 10],
  [registerWebhook, 25],
  [amendWebhook, 15],
  [disableWebhook, 30],
  [enableWebhook, 20],
  [rotateSecret, 20],
  [removeWebhook, 15],
];

/** The most events of one command: a retraction that changes the findings on both questions. */
const MOST_EVENTS = 5;

/**
 * The log of a made-up ledger, command by command, as the ledger itself could have written it: every
 * command is decided by the real decider on the state that the ones before have led to, and what is
 * refused is not in it. Memory does not grow with the count: what was not touched for a while is
 * never touched again.
 */
export function* generateLedger({
  events,
  seed = 1,
}: GeneratedLedgerOptions): Generator<GeneratedAppend, void> {
  const room = new Newsroom(seed);
  const toBegin = [...beginnings];
  for (let left = events; left > 0;) {
    const step = toBegin.shift() ?? (left < MOST_EVENTS ? registerSource : chosen(room.chance));
    const append = step(room);
    if (!append) continue;
    left -= append.events.length;
    yield append;
  }
}

const generated = new Map<number, readonly GeneratedAppend[]>();

/** The log of the first seed, made once for all specs of a process that ask for so many events. */
export function generatedLedger(events: number): readonly GeneratedAppend[] {
  const log = generated.get(events) ?? [...generateLedger({ events })];
  generated.set(events, log);
  return log;
}

const TRIED = EVERYDAY.reduce((sum, [, often]) => sum + often, 0);

function chosen(chance: Chance): Step {
  let at = chance.int(1, TRIED);
  for (const [step, often] of EVERYDAY) {
    at -= often;
    if (at <= 0) return step;
  }
  return registerSource;
}
