import { DayField } from '../../http/fields.js';
import { CurrentList } from '../../queries/reading.dto.js';

export class ActivityQuery extends CurrentList {
  @DayField({ optional: true, description: 'The first day (UTC).' }) from?: string;
  @DayField({ optional: true, description: 'The last day (UTC).' }) until?: string;
}
