import { HttpUrl } from '../../http/fields.js';

export class CaptureBody {
  @HttpUrl({ optional: true, description: "The source's own where it is left out." }) url?: string;
}
