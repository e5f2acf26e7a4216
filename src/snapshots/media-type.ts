import { safeParse } from 'fast-content-type-parse';

/** `type/subtype` in lower case, and its parameters; undefined where it is malformed. */
export function mediaTypeOf(
  mediaType: string,
): { readonly type: string; readonly charset: string | undefined } | undefined {
  const { type, parameters } = safeParse(mediaType);
  return type === '' ? undefined : { type, charset: parameters['charset'] };
}
