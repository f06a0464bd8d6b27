import { isPublicAddress } from './public-address.ts';

/** Names that never lead outside. */
const innerNames = /(?:^|\.)(?:localhost|local|internal|localdomain|home\.arpa)\.?$/i;
const looksLikeAddress = /^\[.*\]$|^\d+(?:\.\d+){3}$/;

/** Why no request is ever sent there, whatever its name resolves to; null: its name must be asked. */
export function webhookUrlFault(address: string): string | null {
  if (!URL.canParse(address)) return 'is not an address';
  const { protocol, hostname, username, password } = new URL(address);
  if (protocol !== 'https:' && protocol !== 'http:') return 'is an address with https';
  if (username !== '' || password !== '') return 'holds no name and password';
  if (innerNames.test(hostname)) return 'leads inside';
  if (!looksLikeAddress.test(hostname)) return null;
  return isPublicAddress(hostname.replaceAll(/[[\]]/g, '')) ? null : 'leads inside';
}
