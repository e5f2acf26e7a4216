import { parse } from 'ts-graphviz/ast';

import { dotOf } from './graph-dot.js';
import type { GraphNode } from './graph-builder.js';

const node = (id: string, label: string, changes: Partial<GraphNode> = {}): GraphNode => ({
  id,
  kind: 'source',
  label,
  withdrawn: false,
  retracted: false,
  ...changes,
});

const HOSTILE = [
  'He said "so"',
  'ends with \\',
  '\\" ]; evil [label="',
  '\\\\" ]; evil [label="',
  '<b>bold</b>',
  'two\nlines\r\u2028and \u0000 more',
  '\\N \\G // /* # */ ; } {',
  'قال المتحدث 🕊️',
  '',
];

/** What a string in quotation marks says: https://graphviz.org/doc/info/lang.html, "escString". */
function unescaped(text: string): string {
  return text.replaceAll(/\\(["\\])/g, '$1');
}

it('says the same as the graph', () => {
  const nodes = [
    node('source:a', 'A', { withdrawn: true }),
    node('claim:b', 'B', { kind: 'claim' }),
  ];
  const edges = [{ from: 'source:a', to: 'claim:b', kind: 'makes' }];
  expect(dotOf({ nodes, edges, caption: 'One.' })).toBe(
    [
      'digraph "provenance" {',
      '  rankdir = "LR";',
      '  label = "One.";',
      '  "n0" [',
      '    label = "source, withdrawn: A";',
      '    shape = "box";',
      '    style = "dashed";',
      '  ];',
      '  "n1" [',
      '    label = "claim: B";',
      '    shape = "doubleoctagon";',
      '  ];',
      '  "n0" -> "n1" [',
      '    label = "makes";',
      '  ];',
      '}',
    ].join('\n'),
  );
});

it.each(HOSTILE)('takes no label for anything else: %j', (label) => {
  const nodes = [node('x', label), node('y', 'safe')];
  const dot = dotOf({ nodes, edges: [{ from: 'x', to: 'y', kind: 'makes' }], caption: 'One.' });
  const expected = label.replaceAll(/[\p{Cc}\u2028]+/gu, ' ');
  // Outside of strings and of what they quote there is nothing but what the graph itself writes.
  const strings: string[] = [];
  const rest = dot.replaceAll(/"((?:[^"\\]|\\[\s\S])*)"/g, (_, inside: string) => {
    strings.push(unescaped(inside));
    return '@';
  });
  expect(rest.replaceAll(/\s+/g, ' ')).toBe(
    'digraph @ { rankdir = @; label = @; @ [ label = @; shape = @; ]; @ [ label = @; shape = @; ]; @ -> @ [ label = @; ]; }',
  );
  expect(strings).toContain(`source: ${expected}`);
  expect(() => parse(dot)).not.toThrow();
});
