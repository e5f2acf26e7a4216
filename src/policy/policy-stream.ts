/** There is one policy, and so one stream. */
export const POLICY_STREAM = 'policy-ledger';
