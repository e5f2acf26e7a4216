import type { Hop, Quote } from '../../../events/citation/citation-events.js';
import { HOP_MODES } from '../../../events/citation/citation-events.js';
import type { Agent, Claimant } from '../../../events/fields.js';
import { spanOf } from '../../../events/partial-date.js';
import type { Chance } from './chance.js';
import { OFFICES, ORGANIZATIONS, PEOPLE, PUBLISHERS, UNNAMED } from './names.js';
import type { Tongue } from './tongues.js';

const PASSED_ON: readonly Hop['mode'][] = HOP_MODES.filter(
  (mode) => !['said', 'wrote', 'observed'].includes(mode),
);

export function sentence(
  chance: Chance,
  tongue: Tongue,
  among: 'facts' | 'predictions' | 'opinions' | 'asides',
): string {
  const { places, bodies } = tongue;
  return chance.pick(tongue[among]).replace(/\{(\w+)\}/g, (slot, what) => {
    switch (what) {
      case 'place':
        return chance.pick(places);
      case 'body':
        return chance.pick(bodies);
      case 'n':
        return String(chance.int(2, 480));
      case 'percent':
        return (chance.int(10, 990) / 10).toFixed(1);
      case 'year':
        return String(chance.int(2009, 2024));
      default:
        throw new Error(`nothing to fill ${slot} with`);
    }
  });
}

/** A sentence a line. One article in three says its first sentence again at its end. */
export function article(chance: Chance, tongue: Tongue): string {
  const lines = Array.from(
    { length: chance.int(5, 16) },
    () => sentence(chance, tongue, chance.happens(550) ? 'facts' : 'asides') + tongue.stop,
  );
  if (chance.happens(330)) lines.push(lines[0]!);
  return lines.join('\n');
}

/** What a contributor would quote: mostly the article's own words, now and then none of them. */
export function quoteFrom(text: string, chance: Chance, tongue: Tongue): Quote {
  const lines = text.split('\n');
  const at = chance.happens(150) ? 0 : chance.int(0, lines.length - 1);
  const exact = lines[at]!;
  const [prefix, suffix] = [lines[at - 1], lines[at + 1]];
  const how = chance.int(1, 100);
  if (how <= 8) return { exact: sentence(chance, tongue, 'facts') };
  if (how <= 22) return { exact: retyped(exact) };
  if (how <= 26) return { exact: shortened(exact) };
  if (how > 40) return { exact };
  return { exact, ...(prefix && { prefix }), ...(suffix && { suffix }) };
}

/** Leaves the middle out, as headlines do, where there is one. */
function shortened(words: string): string {
  const each = words.split(' ');
  const third = Math.floor(each.length / 3);
  if (third < 2) return words;
  return `${each.slice(0, third).join(' ')} … ${each.slice(-third).join(' ')}`;
}

/** Types words as somebody does who has only plain quotes and dashes and a heavy thumb. */
function retyped(words: string): string {
  return words
    .replace(/[“”„«»]/g, '"')
    .replace(/[–—]/g, '-')
    .replace(/’/g, "'")
    .replace(' ', '  ');
}

export function agent(chance: Chance): Agent {
  if (chance.happens(250)) return { name: chance.pick(PUBLISHERS), type: 'organization' };
  return {
    name: chance.pick(PEOPLE),
    type: 'person',
    ...(chance.happens(500) && { role: chance.pick(OFFICES) }),
    ...(chance.happens(200) && { affiliation: chance.pick(ORGANIZATIONS) }),
  };
}

export function claimant(chance: Chance): Claimant {
  const which = chance.int(1, 10);
  if (which <= 5) return { kind: 'named', agent: agent(chance) };
  if (which > 7) return { kind: 'own-voice', ...(chance.happens(500) && { agent: agent(chance) }) };
  const basis = chance.happens(400) && { basis: 'They attended the meeting.' };
  return { kind: 'anonymous', description: chance.pick(UNNAMED), ...basis };
}

/** The way that words took; only its beginning is an origin, and the dates go forward. */
export function hops(chance: Chance, now: string, sourceId: string): Hop[] {
  let at: string | undefined;
  return Array.from({ length: chance.int(0, 3) }, (_, n): Hop => {
    const by: Claimant = n === 0 ? claimant(chance) : { kind: 'named', agent: agent(chance) };
    const mode = chance.pick(n === 0 ? HOP_MODES : PASSED_ON);
    const day = chance.happens(600) ? earlier(chance, now) : undefined;
    const dated = day !== undefined && (at === undefined || spanOf(day).to >= spanOf(at).from);
    if (dated) at = day;
    return {
      mode,
      by,
      ...(dated && { at: day }),
      ...(n > 0 && chance.happens(300) && { sourceId }),
    };
  });
}

/** A date before that instant, as exactly as it happens to be known. */
export function earlier(chance: Chance, now: string): string {
  const day = daysFrom(now, -chance.int(1, 90));
  return day.slice(0, chance.pick(['2024-01-08', '2024-01-08', '2024-01', '2024']).length);
}

/** The day so many days after an instant. */
export function daysFrom(now: string, days: number): string {
  return new Date(Date.parse(now) + days * 86_400_000).toISOString().slice(0, 10);
}
