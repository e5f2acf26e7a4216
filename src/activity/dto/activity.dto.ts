import { Pattern } from '../../http/fields.js';
import { CurrentList } from '../../queries/reading.dto.js';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

export class ActivityQuery extends CurrentList {
  @Pattern(DAY, 'a day (UTC) such as 2025-10-14', { optional: true }) from?: string;
  @Pattern(DAY, 'a day (UTC) such as 2025-10-14', { optional: true }) until?: string;
}
