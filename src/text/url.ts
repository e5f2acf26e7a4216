/**
 * The URL that a text is; undefined where it is none. Not by `URL.canParse`, which comes to deny it of every
 * host with a letter such as "ä" once it was asked some thousand times: Node 20 and 22 hand Latin-1 to what
 * reads UTF-8 there. https://github.com/nodejs/node/pull/58023
 */
export function urlIn(text: string, base?: URL): URL | undefined {
  try {
    return new URL(text, base);
  } catch {
    return undefined;
  }
}
