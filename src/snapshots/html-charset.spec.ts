import { htmlEncoding } from './html-charset.js';

const bytes = (latin1: string) => Buffer.from(latin1, 'latin1');
const found = (head: string, told?: string) => htmlEncoding(bytes(head), told);

describe('htmlEncoding', () => {
  it('believes a byte order mark first, then the Content-Type, then the file', () => {
    const meta = '<meta charset=shift_jis>';
    expect(found(`\xef\xbb\xbf${meta}`, 'koi8-r')).toBe('utf-8');
    expect(found(`\xff\xfe${meta}`, 'koi8-r')).toBe('utf-16le');
    expect(found(`\xfe\xff`)).toBe('utf-16be');
    expect(found(meta, 'koi8-r')).toBe('koi8-r');
    expect(found(meta, 'klingon')).toBe('shift_jis');
    expect(found(meta)).toBe('shift_jis');
  });

  it.each<[string, string]>([
    ['<meta charset="UTF8">', 'utf-8'],
    ["<META CHARSET = 'koi8-r' >", 'koi8-r'],
    ['<meta\tcharset=koi8-r/>', 'windows-1252'],
    ['<meta/charset=koi8-r>', 'koi8-r'],
    ['<meta name=x charset=koi8-r charset=big5>', 'koi8-r'],
    ['<meta http-equiv="Content-Type" content="text/html; charset=big5">', 'big5'],
    ['<meta content="text/html;charset= \'big5\'" http-equiv=content-type>', 'big5'],
    ['<meta content="text/html; charset=big5">', 'windows-1252'],
    ['<meta http-equiv="refresh" content="1; charset=big5">', 'windows-1252'],
    ['<meta http-equiv=content-type content="text/html">', 'windows-1252'],
    ['<meta charset=klingon><meta charset=big5>', 'big5'],
    // What could be read as ASCII is not in UTF-16.
    ['<meta charset=utf-16>', 'utf-8'],
    ['<meta charset=x-user-defined>', 'windows-1252'],
    ['<!-- <meta charset=big5> -->', 'windows-1252'],
    ['<!--><meta charset=big5>', 'big5'],
    ['<!doctype html><html lang="a>b"><meta charset=big5>', 'big5'],
    ['<title a="<meta charset=koi8-r>"></title><meta charset=big5>', 'big5'],
    ['<?php > <meta charset=big5>', 'big5'],
    ['<metal charset=big5>', 'windows-1252'],
    ['<?xml version="1.0" encoding="koi8-r"?><html>', 'koi8-r'],
  ])('finds in %j %s', (head, encoding) => {
    // The last byte is none of UTF-8, so that a file which says nothing is not taken for it.
    expect(found(`${head}\xe9`)).toBe(encoding);
  });

  const late = 'x'.repeat(1024);
  it.each<[string, string]>([
    [`<head><!--${late}--><meta charset=big5>`, 'big5'],
    [`<head><script>${late}</script><meta charset=big5>`, 'big5'],
    [`<head><style>${late}</style><meta http-equiv=content-type content="a;charset=big5">`, 'big5'],
    [`<body><p>${late}<meta charset=big5>`, 'big5'],
    [`<p>${late}<meta charset=klingon><META CHARSET='big5'>`, 'big5'],
    [`<p>${late}<meta charset=utf-16>`, 'utf-8'],
    [`<p title="${late}"><meta charset=big5>`, 'big5'],
    [`<p title="${late}<meta charset=big5>">`, 'windows-1252'],
    [`<!--${late}<meta charset=big5>-->`, 'windows-1252'],
    [`<!--${late}<meta charset=big5>`, 'windows-1252'],
    [`<script>"${late}<meta charset=big5>"</script>`, 'windows-1252'],
    [`<script>"${late}<meta charset=big5>"`, 'windows-1252'],
    [`<title>${late}<meta charset=big5></TITLE\n><meta charset=koi8-r>`, 'koi8-r'],
    [`<textarea>${late}<meta charset=big5></textareas></textarea><meta charset=koi8-r>`, 'koi8-r'],
    [`<noscript>${late}<meta charset=big5></noscript>`, 'windows-1252'],
    // Looked for from the beginning: a script goes on over the bytes that are looked at first.
    [`${'<script>'}${late.slice(12)}<meta charset=big5>${late}</script>`, 'windows-1252'],
  ])('follows what is named late: %#', (file, encoding) => {
    expect(found(`${file}\xe9`)).toBe(encoding);
    expect(found(`${file}\xe9`, 'koi8-u')).toBe('koi8-u');
  });

  it('takes what says nothing for UTF-8 where it is that, else for windows-1252', () => {
    expect(found('<p>caf\xc3\xa9')).toBe('utf-8');
    expect(found('<p>caf\xe9')).toBe('windows-1252');
    expect(found('')).toBe('utf-8');
  });

  it('ends, whatever the bytes are', () => {
    for (const piece of [
      '<',
      '<meta ',
      '<meta a=',
      '<!',
      '<!--',
      '<a "',
      '</',
      '<meta charset="',
    ]) {
      expect(found(`${piece.repeat(200_000)}\xe9`)).toBe('windows-1252');
    }
  });
});
