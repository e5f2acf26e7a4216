import Type from 'typebox';

import { Count, named } from '../queries/answer-fields.js';

export const RatingCount = named('RatingCount', { rating: Type.String(), count: Count });
