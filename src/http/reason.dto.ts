import { Text } from './fields.js';

/** Why something is taken back. */
export class ReasonBody {
  @Text(5000) reason: string;
}
