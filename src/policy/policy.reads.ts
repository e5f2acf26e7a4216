import { CurrentList, CurrentRead, PastRead } from '../queries/reading.dto.js';
import { defineList, defineRead } from '../routes/read.js';
import {
  getPolicy,
  getPolicyVersion,
  listPolicies,
  PolicyAnswer,
  PolicyPage,
} from './queries/policies.js';

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
  defineRead({
    name: 'getPolicyVersion',
    route: 'GET /v1/policy/versions/:version',
    summary: 'A version of the policy',
    description:
      'A policy as it was adopted, whether it is in force or not: a finding names the version that it was reached under.',
    query: CurrentRead,
    answer: PolicyAnswer,
    read: ({ views, path }) => getPolicyVersion(views, Number(path.version)),
  }),
];
