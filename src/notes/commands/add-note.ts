import type { RecordedLedgerEvent } from '../../../events/ledger-event.js';
import { writers } from '../../access/route-access.js';
import { EXAMPLE_IDS } from '../../http/example-ids.js';
import { Text, Uuid } from '../../http/fields.js';
import { memberDecider } from '../../members/member.decider.js';
import { defineCommand } from '../../routes/command.js';
import { noteDecider } from '../note.decider.js';
import { OpenRequests } from '../open-requests.js';

export class NoteBody {
  @Text(5000) text: string;
  @Uuid({ optional: true, description: 'A citation of the claim, where the note is about it.' })
  citationId?: string;
  @Uuid({
    optional: true,
    description:
      'The member who is asked: a contributor, reviewer or editor who is not suspended. The request is open until they answer it, or somebody resolves it.',
  })
  to?: string;
}

export const AddNote = defineCommand('AddNote', {
  route: 'POST /v1/claims/:id/notes',
  summary: 'Add a note to a claim, or a request to a member',
  description:
    'Says or asks something about a claim, or about one of its citations, for the desk alone: it is no verdict, is in no public history and changes nothing. A note is never edited; others answer it, and it is resolved. With `to` it is a request to that member, who has at most 200 open ones. Where a reviewer must not see the verdicts of others before they have given theirs, a note must not tell one: only people can see to that.',
  access: writers,
  body: NoteBody,
  makes: 'note',
  uses: [OpenRequests],
  examples: {
    request: {
      summary: 'A question to a member about a citation',
      body: {
        text: 'Is that the figure of the whole year?',
        citationId: EXAMPLE_IDS.citation,
        to: EXAMPLE_IDS.member,
      },
    },
  },
  decider: noteDecider,
  stream: ({ made }) => `note-${made}`,
  command: async ({ path, body, context: { actor }, load }, openRequests) => {
    const { to, citationId } = body;
    return {
      type: 'AddNote' as const,
      note: { claimId: path.id, ...body, addedBy: actor.id },
      claim: await load(claimWith(citationId), `claim-${path.id}`),
      addressee:
        to === undefined
          ? undefined
          : {
              ...(await load(memberDecider, `member-${to}`)),
              openRequests: await openRequests.to(to),
            },
    };
  },
  location: ({ made }) => `/v1/notes/${made}`,
});

interface NotedClaim {
  readonly recorded: boolean;
  readonly hasCitation: boolean;
}

/** Folds no more of the claim than a note must know; a retracted citation is one, too. */
function claimWith(citationId: string | undefined) {
  return {
    initial: { recorded: false, hasCitation: false },
    evolve(before: NotedClaim, event: RecordedLedgerEvent): NotedClaim {
      if (event.type === 'ClaimRecorded') return { ...before, recorded: true };
      const isIt = event.type === 'CitationAdded' && event.data.citationId === citationId;
      return isIt ? { ...before, hasCitation: true } : before;
    },
  };
}
