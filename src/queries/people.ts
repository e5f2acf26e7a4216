import { Inject, Injectable } from '@nestjs/common';

import type { Actor } from '../../events/envelope.js';
import { Callers } from '../access/callers.js';
import { SYSTEM } from '../deciding/system-actor.js';
import { SETTINGS } from '../parts.js';
import type { Settings } from '../settings/settings.js';
import { namePeople } from './person.js';

/** Names the members in an answer, as far as whoever asked may see that. */
@Injectable()
export class People {
  constructor(
    private readonly members: Callers,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'publicNames'>,
  ) {}

  /** @param caller undefined where nobody said who they are */
  named<Answer>(answer: Answer, caller: Actor | undefined): Answer {
    return this.withNames(answer, this.areNamesShownTo(caller));
  }

  withNames<Answer>(answer: Answer, showsNames: boolean): Answer {
    return namePeople(answer, { personOf: (id) => this.members.personOf(id), showsNames });
  }

  /**
   * How a sentence calls a member: `Ana (Desk)`, or `a member of Desk`.
   *
   * @param organization theirs at that moment; today's where it is left out
   */
  called(id: string, organization: string | undefined, caller: Actor | undefined): string {
    if (id === SYSTEM.id) return 'the ledger';
    const known = this.members.personOf(id);
    const theirs = organization ?? known?.organization;
    if (known && this.areNamesShownTo(caller)) return `${known.name} (${theirs})`;
    return theirs === undefined ? 'a member' : `a member of ${theirs}`;
  }

  /** @param caller undefined where nobody said who they are */
  areNamesShownTo(caller: Actor | undefined): boolean {
    return caller !== undefined || this.settings.publicNames;
  }
}
