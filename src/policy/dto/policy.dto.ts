import {
  Flag,
  Name,
  Nested,
  NestedList,
  Numeric,
  Text,
  Whole,
  Pattern,
} from '../../http/fields.js';

export class RatingBody {
  @Pattern(/^[a-z][a-z0-9-]{0,49}$/, 'lower-case letters, digits and hyphens') rating: string;
  @Name(100) label: string;
  @Text(500) definition: string;
  @Numeric({ optional: true, description: 'Its number on the scale; left out off the scale.' })
  value?: number;
  @Flag({ description: 'False where a prediction may get it before its date.' }) final: boolean;
}

export class ScalesBody {
  @NestedList(() => RatingBody, { min: 2, max: 20 }) veracity: RatingBody[];
  @NestedList(() => RatingBody, { min: 2, max: 20 }) attribution: RatingBody[];
}

export class PolicyBody {
  @Whole(1, 100, { description: 'Distinct reviewers that must agree.' }) quorum: number;
  @Flag({ description: 'Whether the quorum counts organisations.' }) distinctOrganisations: boolean;
  @Nested(() => ScalesBody) scales: ScalesBody;
}
