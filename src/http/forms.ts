import type { FastifyReply } from 'fastify';
import Type, { type TSchema } from 'typebox';

import { Choice } from './fields.js';

/** A form of answers besides JSON, in which a caller may ask for them. */
export interface Form {
  /** What `format` in a query string calls it, and the name of a file that holds it ends in. */
  readonly format: string;
  /** What `Accept` calls it. */
  readonly mediaType: string;
  /** The media type with its parameters. */
  readonly contentType: string;
  /** Whether browsers save it in a file, and do not show it. */
  readonly isSaved: boolean;
  /** What the OpenAPI document says of it. */
  readonly description: string;
  /** The shape of it; of NDJSON that of a line. */
  readonly schema: TSchema;
}

export const NDJSON = {
  format: 'ndjson',
  mediaType: 'application/x-ndjson',
  contentType: 'application/x-ndjson',
  isSaved: false,
} as const;

export const CSV = {
  format: 'csv',
  mediaType: 'text/csv',
  contentType: 'text/csv; charset=utf-8; header=present',
  isSaved: true,
  schema: Type.String(),
} as const;

/** The parameter of a query string by which a form is asked for where no header can be sent. */
export function FormatParameter(...forms: readonly Pick<Form, 'format'>[]): PropertyDecorator {
  const names = forms.map(({ format }) => format);
  return Choice(['json', ...names], {
    optional: true,
    description: `The form of the answer, for whoever cannot send \`Accept\`, such as a spreadsheet. It wins over that header; \`json\` where both are left out.`,
  });
}

/** Says in the headers of a reply which form it has. */
export function sayForm(reply: FastifyReply, { contentType, isSaved, format }: Form): void {
  void reply.header('Content-Type', contentType);
  if (!isSaved) return;
  const name = `${nameOf(reply.request.routeOptions.url ?? '')}.${format}`;
  void reply.header('Content-Disposition', `attachment; filename="${name}"`);
}

/** What a route is about, by its path: `claims-verdicts` of `/v1/claims/:id/verdicts`. */
function nameOf(path: string): string {
  const parts = path.split('/').filter((part) => part !== '' && !part.startsWith(':'));
  return parts.slice(1).join('-');
}
