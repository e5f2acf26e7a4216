import { ApiClient, type ApiAnswer } from './api-client.js';

const NOBODY = '01900000-0000-7000-8000-000000000000';
const PARAMETERS: Readonly<Record<string, string>> = {
  ':id': NOBODY,
  ':cid': NOBODY,
  ':vid': NOBODY,
  ':keyId': NOBODY,
  ':sha256': '0'.repeat(64),
  ':position': '0000000000000001',
  ':version': '999999999',
  ':code': 'invalid',
  ':rule': 'own-claim',
  '*': 'swagger-ui.css',
};

/** A path of that template, `/v1/claims/:id`, which names what is not there. */
export function pathOf(template: string): string {
  return template.replaceAll(/:\w+|\*/g, (name) => PARAMETERS[name] ?? NOBODY);
}

/** A request to a route, `GET /v1/claims/:id`, that nobody could be allowed to carry out. */
export interface RouteCall {
  readonly route: string;
  /** The header; none where left out. */
  readonly authorization?: string | undefined;
  /** The header; none where left out. */
  readonly accept?: string;
  /** The method in the place of the route's. */
  readonly method?: string | undefined;
  /** The path in the place of one that names what is not there. */
  readonly path?: string | undefined;
  /** The body in the place of an empty one, where the method has one. */
  readonly body?: unknown;
}

let callers = 0;

/**
 * What it names is not there, and its body is empty, where the call says nothing else. Each has an address of
 * its own, for a server that trusts its proxy, so that failures do not add up.
 */
export async function callRoute(url: string, call: RouteCall): Promise<ApiAnswer> {
  const { route, authorization, accept, method, path, body = {} } = call;
  const [verb = '', template = ''] = route.split(' ');
  const address = path ?? pathOf(template);
  callers += 1;
  const headers = {
    'X-Forwarded-For': `10.${callers >> 16}.${(callers >> 8) & 255}.${callers & 255}`,
    ...(authorization !== undefined && { Authorization: authorization }),
    ...(accept !== undefined && { Accept: accept }),
  };
  const client = new ApiClient(url);
  return verb === 'GET' || verb === 'DELETE'
    ? client.send(method ?? verb, address, undefined, headers)
    : client.send(method ?? verb, address, JSON.stringify(body), {
        ...headers,
        'Content-Type': 'application/json',
      });
}
