import { pasted } from '../domain/pasted.ts';
import { WrongUsage } from '../domain/user-error.ts';
import type { Proxies } from '../http/http-agents.ts';
import { commandEnvironment, ProxyEnv } from './command-environment.ts';

/**
 * Returns the proxies of the environment, from variables in capitals or small letters. Adds a missing `http://`, as
 * curl does. Throws WrongUsage if an address is invalid: Node would ignore it and connect directly.
 */
export function proxiesOf(env: ProxyEnv): Proxies {
  const proxies: Proxies = {};
  for (const name of ['HTTPS_PROXY', 'HTTP_PROXY'] as const) {
    const value = setting(env, name);
    if (value !== '') proxies[name] = addressOf(name, value);
  }
  const direct = setting(env, 'NO_PROXY');
  return direct === '' ? proxies : { ...proxies, NO_PROXY: direct };
}

/** Returns the proxies of this process's environment. Throws WrongUsage if an address is invalid. */
export function environmentProxies(): Proxies {
  return proxiesOf(commandEnvironment(ProxyEnv));
}

function setting(env: ProxyEnv, name: 'HTTPS_PROXY' | 'HTTP_PROXY' | 'NO_PROXY'): string {
  const small = name.toLowerCase() as 'https_proxy' | 'http_proxy' | 'no_proxy';
  return pasted(env[small] ?? '') || pasted(env[name] ?? '');
}

function addressOf(name: string, value: string): string {
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(value) ? value : `http://${value}`;
  const url = URL.parse(address);
  if (url?.hostname && (url.protocol === 'http:' || url.protocol === 'https:')) return address;
  // Not the value: it may hold a password.
  throw new WrongUsage(`${name} is not the address of an HTTP proxy`, {
    remedy:
      'Set it to an address like http://proxy.example.com:3128, or unset it. SOCKS proxies are not supported.',
  });
}
