/** The lease of keeping a projection's view up to the log. */
export function projectingOf(projection: { readonly name: string }): string {
  return projection.name;
}

/** The lease of building a projection anew beside its view, which somebody else may keep meanwhile. */
export function buildingOf(projection: { readonly name: string }): string {
  return `${projection.name} build`;
}
