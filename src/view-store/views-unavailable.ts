/**
 * The database of the views cannot be reached, cannot answer now, is damaged, or is not of this log. Whoever reads may try again;
 * what is recorded does not depend on it. The message names the place, never a password.
 */
export class ViewsUnavailableError extends Error {
  override readonly name = 'ViewsUnavailableError';
}
