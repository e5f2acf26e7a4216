import { FlagParameter, HttpUrl } from '../../http/fields.js';

export class CaptureBody {
  @HttpUrl({ optional: true, description: "The source's own where it is left out." }) url?: string;
}

export class TakingQuery {
  @FlagParameter({
    description:
      'Only look: nothing is recorded, and what would be refused is refused; `changed` says whether something would be.',
  })
  dryRun?: boolean;
}
