import type { IncomingHttpHeaders } from 'node:http';
import { BlockList, isIP } from 'node:net';

/** Whether an address belongs to a named proxy. Takes addresses and CIDR ranges as `config().trustedProxies` has them. */
export function trustList(ranges: readonly string[]): (address: string) => boolean {
  const list = new BlockList();
  for (const range of ranges) {
    const [address = '', bits] = range.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return (address) => isIP(address) !== 0 && list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

/**
 * Rewrites what a request says about where it came from, so that all code behind may believe it: `x-forwarded-for` is the one
 * address of the client, `-proto` and `-host` are what the client used. Only a trusted peer's word counts; of a chain of addresses, the
 * last that is no trusted proxy. `peer` is the socket's address, as Node gives it (an IPv4 address may be mapped: ::ffff:10.0.0.1).
 */
export function settleForwarded(
  headers: IncomingHttpHeaders,
  peer: string,
  isTrusted: (address: string) => boolean,
): void {
  const from = plainAddress(peer);
  const said = isTrusted(from);
  const chain = said ? list(headers['x-forwarded-for']).map(plainAddress).filter(isIP) : [];
  const proto = said ? list(headers['x-forwarded-proto']).at(-1) : undefined;
  const host = said ? list(headers['x-forwarded-host']).at(-1) : undefined;
  for (const name of ['forwarded', 'x-real-ip', 'x-forwarded-port']) delete headers[name];
  headers['x-forwarded-for'] =
    [...chain, from].findLast((address) => !isTrusted(address)) ?? chain[0] ?? from;
  headers['x-forwarded-proto'] = proto === 'https' ? 'https' : 'http';
  headers['x-forwarded-host'] = host ?? headers.host ?? '';
}

const plainAddress = (address: string) => address.replace(/^::ffff:(?=\d+\.)/i, '');

const list = (header: string | string[] | undefined) =>
  [header ?? []]
    .flat()
    .join(',')
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
