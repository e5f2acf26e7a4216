/** What is no connection string of the client. The message does not repeat it: it may hold a password. */
export class ConnectionStringError extends Error {
  override readonly name = 'ConnectionStringError';
}
