/** Disjoint sets of names; each is known by the least name in it, so that no order of joining shows. */
export class Groups {
  private readonly parents = new Map<string, string>();

  has(name: string): boolean {
    return this.parents.has(name);
  }

  names(): string[] {
    return [...this.parents.keys()];
  }

  /** Makes the names, new ones too, members of one group. */
  join(names: readonly string[]): void {
    const [first] = names;
    if (first === undefined) return;
    let least = this.of(first);
    for (const name of names) {
      const other = this.of(name);
      const [lower, higher] = least < other ? [least, other] : [other, least];
      this.parents.set(higher, lower);
      least = lower;
    }
  }

  /** The least name of its group. */
  of(name: string): string {
    if (!this.parents.has(name)) this.parents.set(name, name);
    let root = name;
    for (let next = this.parents.get(root)!; next !== root; next = this.parents.get(root)!) {
      root = next;
    }
    for (let at = name; at !== root;) {
      const next = this.parents.get(at)!;
      this.parents.set(at, root);
      at = next;
    }
    return root;
  }
}
