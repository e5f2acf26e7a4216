import { Inject, Injectable } from '@nestjs/common';

import type { Actor } from '../../events/envelope.js';
import { Callers } from '../access/callers.js';
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
    const showsNames = caller !== undefined || this.settings.publicNames;
    return namePeople(answer, { personOf: (id) => this.members.personOf(id), showsNames });
  }
}
