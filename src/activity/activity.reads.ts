import { csvTable } from '../http/csv.js';
import { DayField } from '../http/fields.js';
import { CSV, FormatParameter } from '../http/forms.js';
import { CurrentList, PastRead } from '../queries/reading.dto.js';
import { defineList, defineRead } from '../routes/read.js';
import { overview, OverviewAnswer } from './queries/overview.js';
import { activityPerDay, DayPage } from './queries/per-day.js';

export class ActivityQuery extends CurrentList {
  @DayField({ optional: true, description: 'The first day (UTC).' }) from?: string;
  @DayField({ optional: true, description: 'The last day (UTC).' }) until?: string;
}

export class OverviewQuery extends PastRead {
  @FormatParameter(CSV) format?: string;
}

const { header, line } = csvTable(OverviewAnswer);

export const activityReads = [
  defineRead({
    name: 'getOverview',
    route: 'GET /v1/stats/overview',
    summary: 'How much there is, and how claims stand',
    description:
      'How many claims, sources, citations, verdicts and members were ever recorded, and how many claims have each status.',
    query: OverviewQuery,
    answer: OverviewAnswer,
    forms: [
      {
        ...CSV,
        description:
          'The counts in one line, below another with their names, which have dots where the JSON has objects.',
        write: (answer) => header + line(answer),
      },
    ],
    read: ({ views, moment }) => overview(views, moment.asOf),
  }),
  defineList({
    name: 'listActivity',
    route: 'GET /v1/stats/activity',
    summary: 'What happened per day (UTC), the latest day first',
    description: 'How much of each kind was recorded on each day on which something was.',
    query: ActivityQuery,
    answer: DayPage,
    list: ({ views, filter }, page) => activityPerDay(views, { ...filter, ...page }),
  }),
];
