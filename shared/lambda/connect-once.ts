/** What an instance is joined to at its first use. */
export type Connect<Desk> = () => Desk | Promise<Desk>;

/** Connects at the first use of an instance and keeps the connection; a failure is not kept, so that the next use tries again. */
export function connectOnce<Connection>(
  connect: () => Connection | Promise<Connection>,
): () => Promise<Connection> {
  let connection: Promise<Connection> | null = null;
  const attempt = async () => connect();
  return () => {
    connection ??= attempt().catch((error: unknown) => {
      connection = null;
      throw error;
    });
    return connection;
  };
}
