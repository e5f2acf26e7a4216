import { CurrentList, PastRead } from '../queries/reading.dto.js';
import { defineList, defineRead } from '../routes/read.js';
import { getPolicy, listPolicies, PolicyAnswer, PolicyPage } from './queries/policies.js';

export const policyReads = [
  defineRead({
    name: 'getPolicy',
    route: 'GET /v1/policy',
    summary: 'The policy in force',
    mayBeAbsent: true,
    description: 'The rating scales, and how many reviewers must agree.',
    query: PastRead,
    answer: PolicyAnswer,
    read: ({ views, moment }) => getPolicy(views, moment.asOf),
  }),
  defineList({
    name: 'listPolicyVersions',
    route: 'GET /v1/policy/versions',
    summary: 'All versions of the policy, newest first',
    description: 'Every policy that was ever adopted, with who adopted it and when.',
    query: CurrentList,
    answer: PolicyPage,
    list: ({ views }, page) => listPolicies(views, page),
  }),
];
