import { ROLES, type Role } from '../../../events/envelope.js';
import { Choices, Name } from '../../http/fields.js';

export class MemberBody {
  @Name(300) name: string;
  @Name(300) organisation: string;
  @Choices(ROLES, { max: ROLES.length }) roles: Role[];
}

export class RolesBody {
  @Choices(ROLES, { max: ROLES.length, min: 0 }) roles: Role[];
}

export class KeyBody {
  @Name(200, { optional: true, description: 'What the key is for.' }) label?: string;
}
