/** Returns where an expression with the flag `y` ends that matches at this unit; undefined where it does not. */
export function matchEnd(sticky: RegExp, text: string, at: number): number | undefined {
  sticky.lastIndex = at;
  return sticky.test(text) ? sticky.lastIndex : undefined;
}
