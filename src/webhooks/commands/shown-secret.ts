import Type from 'typebox';

import { nullable } from '../../queries/answer-fields.js';

/** What a command that makes a secret answers with besides. */
export const SECRET_SHOWN = {
  secret: nullable(
    Type.String({
      description:
        '`whsec_…`, for the receiver to verify signatures with. Null where the request repeats one that was carried out.',
    }),
  ),
};
