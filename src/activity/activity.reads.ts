import { DayField } from '../http/fields.js';
import { CurrentList, PastRead } from '../queries/reading.dto.js';
import { defineList, defineRead } from '../routes/read.js';
import { overview, OverviewAnswer } from './queries/overview.js';
import { activityPerDay, DayPage } from './queries/per-day.js';

export class ActivityQuery extends CurrentList {
  @DayField({ optional: true, description: 'The first day (UTC).' }) from?: string;
  @DayField({ optional: true, description: 'The last day (UTC).' }) until?: string;
}

export const activityReads = [
  defineRead({
    name: 'getOverview',
    route: 'GET /v1/stats/overview',
    summary: 'How much there is, and how claims stand',
    query: PastRead,
    answer: OverviewAnswer,
    read: ({ views, moment }) => overview(views, moment.asOf),
  }),
  defineList({
    name: 'listActivity',
    route: 'GET /v1/stats/activity',
    summary: 'What happened per day (UTC), the latest day first',
    query: ActivityQuery,
    answer: DayPage,
    list: ({ views, filter }, page) => activityPerDay(views, { ...filter, ...page }),
  }),
];
