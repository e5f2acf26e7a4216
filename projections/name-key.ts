/** A name as filters compare it: a client need not know how a publisher or a person is capitalised. */
export function nameKey(name: string): string {
  return name.normalize('NFC').toLowerCase();
}
