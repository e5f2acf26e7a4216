import type { Desk, Written } from './desk.js';

/** Paths of a derivation that was declared, and of two suggestions that nobody has answered. */
export async function alikeSources(
  desk: Desk,
): Promise<{ derivation: string; accepted: string; dismissed: string }> {
  const text = Array.from({ length: 60 }, (_, n) => `word${n}`).join(' ');
  const sources: string[] = [];
  for (const ending of ['', ' and', ' again']) {
    const id = await desk.source();
    await desk.snapshot(id, `${text}${ending}`);
    sources.push(id);
  }
  const [original, reprint, last] = sources;
  const derivations = `/v1/sources/${last}/derivations`;
  const declaration = { from: original, kind: 'reports' };
  const { id } = await desk.write<Written>(desk.contributor, derivations, declaration);
  return {
    derivation: `${derivations}/${id}`,
    accepted: `/v1/sources/${reprint}/suggestions/${original}`,
    dismissed: `/v1/sources/${last}/suggestions/${reprint}`,
  };
}
