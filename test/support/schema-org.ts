import jsonld, { type ContextDefinition } from 'jsonld';
import { readFile } from 'node:fs/promises';

import { urlIn } from '../../src/text/url.js';

const SCHEMA = 'http://schema.org/';
const SUB_CLASS = 'http://www.w3.org/2000/01/rdf-schema#subClassOf';
const CLASS = 'http://www.w3.org/2000/01/rdf-schema#Class';

interface Reference {
  readonly '@id': string;
}

type VocabularyNode = Reference & {
  readonly '@type'?: readonly string[];
  readonly [property: string]: string | readonly string[] | readonly Reference[] | undefined;
};

interface Property {
  readonly domains: readonly string[];
  readonly ranges: readonly string[];
}

type Node = Readonly<Record<string, unknown>>;

/** The terms of schema.org, as the release has them that `@vocabulary/schema` holds. */
export class SchemaOrg {
  private constructor(
    private readonly properties: ReadonlyMap<string, Property>,
    /** The classes above each class. */
    private readonly classes: ReadonlyMap<string, readonly string[]>,
  ) {}

  static async read(): Promise<SchemaOrg> {
    const file = new URL(import.meta.resolve('@vocabulary/schema/schema.nq'));
    const quads = (await readFile(file, 'utf8')) as unknown as object;
    const graphs = (await jsonld.fromRDF(quads, { format: 'application/n-quads' })) as readonly {
      readonly '@graph'?: readonly VocabularyNode[];
    }[];
    const nodes = graphs.flatMap((graph) => graph['@graph'] ?? []);
    const properties = new Map<string, Property>();
    const classes = new Map<string, string[]>();
    for (const node of nodes.filter((each) => each['@id'].startsWith(SCHEMA))) {
      const name = termOf(node['@id']);
      if (node['@type']?.includes(CLASS)) classes.set(name, namesIn(node, SUB_CLASS));
      const ranges = namesIn(node, `${SCHEMA}rangeIncludes`);
      if (ranges.length > 0) {
        properties.set(name, { domains: namesIn(node, `${SCHEMA}domainIncludes`), ranges });
      }
    }
    return new SchemaOrg(properties, classes);
  }

  /**
   * What schema.org's own context says of each term of the release, and nothing of any other: the real one
   * takes every word for a term of its vocabulary.
   */
  get context(): ContextDefinition {
    const terms: Record<string, string | { '@id': string; '@type': string }> = {};
    for (const name of this.classes.keys()) terms[name] = `${SCHEMA}${name}`;
    for (const [name, { ranges }] of this.properties) {
      const type = ranges.includes('URL')
        ? '@id'
        : ranges.includes('Date')
          ? `${SCHEMA}Date`
          : undefined;
      terms[name] = type ? { '@id': `${SCHEMA}${name}`, '@type': type } : `${SCHEMA}${name}`;
    }
    return terms;
  }

  /** Expands a document, and throws where a word or an address of it would get lost. */
  async expanded(document: object): Promise<readonly Node[]> {
    const documentLoader = async (url: string) => {
      if (!/^https?:\/\/schema\.org\/?$/.test(url)) throw new Error(`Nobody loads ${url} here.`);
      return { documentUrl: url, document: { '@context': this.context } };
    };
    // Its types know nothing of `safe` yet.
    const options = { documentLoader, safe: true };
    return await jsonld.expand(document, options);
  }

  /** What a document says with terms that are not there, of what they are not for, or with other values. */
  faultsIn(value: unknown, path = '$'): string[] {
    if (Array.isArray(value))
      return value.flatMap((each, n) => this.faultsIn(each, `${path}[${n}]`));
    if (typeof value !== 'object' || value === null) return [];
    const { '@type': type, ...members } = value as Node;
    if (type !== undefined && !(typeof type === 'string' && this.classes.has(type))) {
      return [`${path}: ${JSON.stringify(type)} is no class`];
    }
    return Object.entries(members)
      .filter(([name]) => !name.startsWith('@'))
      .flatMap(([name, member]) => [
        ...this.faultsOf(name, member, type).map((fault) => `${path}.${name}: ${fault}`),
        ...this.faultsIn(member, `${path}.${name}`),
      ]);
  }

  private faultsOf(name: string, value: unknown, type: string | undefined): string[] {
    const property = this.properties.get(name);
    if (!property) return ['is no property'];
    const { domains, ranges } = property;
    if (type !== undefined && !this.isOneOf(type, domains)) return [`is not for ${type}`];
    const values = Array.isArray(value) ? value : [value];
    return values
      .filter((each) => !this.fits(each, ranges))
      .map((each) => `takes ${ranges.join(' or ')}, not ${JSON.stringify(each)}`);
  }

  private fits(value: unknown, ranges: readonly string[]): boolean {
    const has = (...names: string[]) => names.some((name) => ranges.includes(name));
    if (typeof value === 'number') return has('Number', 'Integer');
    if (typeof value === 'object' && value !== null) {
      const { '@type': type } = value as Node;
      return type === undefined
        ? ranges.some((range) => this.classes.get(range)?.length)
        : typeof type === 'string' && this.isOneOf(type, ranges);
    }
    if (typeof value !== 'string') return false;
    if (has('Text')) return true;
    if (has('URL')) return urlIn(value) !== undefined;
    const date = /^\d{4}(-\d\d(-\d\d)?)?$/.test(value);
    const instant = /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/.test(value);
    return (has('Date') && date) || (has('DateTime') && instant);
  }

  private isOneOf(type: string, names: readonly string[]): boolean {
    if (names.includes(type)) return true;
    return (this.classes.get(type) ?? []).some((above) => this.isOneOf(above, names));
  }
}

function termOf(address: string): string {
  return address.slice(SCHEMA.length);
}

function namesIn(node: VocabularyNode, property: string): string[] {
  const values = (node[property] ?? []) as readonly Reference[];
  return values.map((value) => termOf(value['@id']));
}
