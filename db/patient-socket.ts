import { Socket } from 'node:net';

const PATIENCE_ms = 10;

/**
 * A socket to PostgreSQL whose end the driver survives. postgres 3.4.9 forgets its socket at 'close', and only then fails the queries on it: the rollback
 * that answers this is written to nothing, and the process dies of a TypeError (porsager/postgres#1208, #1154). Here the end is an error
 * first, while there is still a socket to write to in vain, and a 'close' a moment later.
 */
class PatientSocket extends Socket {
  override emit(event: string | symbol, ...values: unknown[]): boolean {
    if (event !== 'close') return super.emit(event, ...values);
    super.emit(
      'error',
      Object.assign(new Error('The connection to PostgreSQL ended.'), { code: 'CONNECTION_CLOSED' }),
    );
    setTimeout(() => super.emit('close', false), PATIENCE_ms);
    return true;
  }
}

type Target = {
  readonly host: readonly string[];
  readonly port: readonly number[];
  readonly path?: string | false;
};

/** The driver's `socket` option: a socket on its way to the first host, or to the Unix socket at `path`. */
export function openSocket({ host, port, path }: Target): Socket {
  const socket = new PatientSocket();
  socket.setNoDelay(true);
  return path ? socket.connect(path) : socket.connect(port[0] ?? 5432, host[0] ?? 'localhost');
}
