import { csvTable } from '../http/csv.js';
import { Choice, DayField, TimeZoneParameter } from '../http/fields.js';
import { CSV, FormatParameter } from '../http/forms.js';
import { CurrentList, PastRead } from '../queries/reading.dto.js';
import { defineList, defineRead } from '../routes/read.js';
import { overview, OverviewAnswer } from './queries/overview.js';
import { activityPerPeriod, PeriodPage } from './queries/per-period.js';
import { INTERVALS, type Interval } from './queries/periods.js';

export class ActivityQuery extends CurrentList {
  @Choice(INTERVALS, {
    optional: true,
    description: '`day` where it is left out. Weeks are those of ISO 8601, from Monday on.',
  })
  interval?: Interval;
  @TimeZoneParameter({
    description: 'Whose days, weeks and months they are; `UTC` where it is left out.',
  })
  timeZone?: string;
  @DayField({ optional: true, description: 'The first day, in the time zone.' }) from?: string;
  @DayField({
    optional: true,
    description:
      'The last day, in the time zone. Of a week or month that lies partly outside of the two, only what lies within is counted, as its `beginsAt` and `endsAt` say.',
  })
  until?: string;
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
      'How many claims, sources, citations, verdicts and members were ever recorded; how many claims have each status and each flag, and the most frequent topics; and how each of the two questions stands, with the ratings of standing findings. Withdrawn claims are counted wherever a filter of the list of claims would show them.',
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
    read: ({ views, moment }) => overview(views, moment),
  }),
  defineList({
    name: 'listActivity',
    route: 'GET /v1/stats/activity',
    summary: 'What happened per day, week or month, the latest first',
    description:
      'How much of each kind was recorded in each period in which something was. A day has 23 or 25 hours where the clock is changed in it. What was recorded is counted for good: as of an earlier moment, ask `until` the day before.',
    query: ActivityQuery,
    answer: PeriodPage,
    list: ({ views, filter }, page) => activityPerPeriod(views, { ...filter, ...page }),
  }),
];
