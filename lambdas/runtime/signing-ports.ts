import { openHttpTransport } from '../../lib/http/http-transport.ts';
import { systemClock } from '../../lib/sync/system-clock.ts';
import { defaultProvider } from './lambda-credentials.ts';
import type { SigningPorts } from './signed-request.ts';

/** Returns the ports with which a function signs and sends requests to AWS: its own credentials, the network and the clock. */
export function signingPorts(region: string): SigningPorts {
  return {
    region,
    credentials: defaultProvider(),
    openTransport: openHttpTransport,
    clock: systemClock,
    random: Math.random,
  };
}
