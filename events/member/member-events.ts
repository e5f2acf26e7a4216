import Type from 'typebox';

import { renamed, type Upcast } from '../catalog.js';
import { defineEvent, type EventOf } from '../define.js';
import { ROLES } from '../envelope.js';
import { Id, Sha256, text } from '../fields.js';
import { SUSPENDED_VERDICTS } from '../policy/policy-events.js';

const roles = Type.Array(Type.Enum([...ROLES]), { uniqueItems: true });

/** The event while the ledger spelt the word "organisation". */
export const MemberEnrolledV1 = defineEvent(
  'MemberEnrolled',
  1,
  Type.Object({ name: text(300), organisation: text(300), roles }, { additionalProperties: false }),
);

export const MemberEnrolled = defineEvent(
  'MemberEnrolled',
  2,
  Type.Object({ name: text(300), organization: text(300), roles }, { additionalProperties: false }),
);

export const memberEnrolledUpcast = renamed('MemberEnrolled', 1, 'organisation', 'organization');

export const MemberRolesChanged = defineEvent(
  'MemberRolesChanged',
  1,
  Type.Object({ roles }, { additionalProperties: false }),
);

/** The event before a policy said what becomes of the member's verdicts: they stood. */
export const MemberSuspendedV1 = defineEvent(
  'MemberSuspended',
  1,
  Type.Object({ reason: text(5000) }, { additionalProperties: false }),
);

export const MemberSuspended = defineEvent(
  'MemberSuspended',
  2,
  Type.Object(
    {
      reason: text(5000),
      /** What becomes of the member's active verdicts, by the policy that was in force. */
      verdicts: Type.Enum([...SUSPENDED_VERDICTS]),
    },
    { additionalProperties: false },
  ),
);

export const memberSuspendedUpcast: Upcast = {
  type: 'MemberSuspended',
  from: 1,
  to: 2,
  upcast: (data) => ({ ...data, verdicts: 'stand' }),
};

export const MemberReinstated = defineEvent(
  'MemberReinstated',
  1,
  Type.Object({ reason: text(5000) }, { additionalProperties: false }),
);

/** Only the key's digest is ever recorded. The key holds 256 random bits, so a plain SHA-256 is enough. */
export const KeyIssued = defineEvent(
  'KeyIssued',
  1,
  Type.Object(
    { keyId: Id, sha256: Sha256, label: Type.Optional(text(200)) },
    { additionalProperties: false },
  ),
);

export const KeyRevoked = defineEvent(
  'KeyRevoked',
  1,
  Type.Object({ keyId: Id }, { additionalProperties: false }),
);

/** The events of this subject, in the versions that are written today. */
export const memberEvents = [
  MemberEnrolled,
  MemberRolesChanged,
  MemberSuspended,
  MemberReinstated,
  KeyIssued,
  KeyRevoked,
] as const;

export type MemberEvent = EventOf<(typeof memberEvents)[number]>;
