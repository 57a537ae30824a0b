import { userInfo } from 'node:os';
import type { ReportOrigin } from '../audit/report-data.ts';
import type { Deployment } from '../deployment/deployment.ts';
import { softwareName } from '../installation/software.ts';

/** Options that do not change what a report holds, or that name places of the writer's machine. */
const LEFT_OUT = new Set(['output', 'profile', 'by', 'each', 'json', 'quiet', 'trace', 'orSandbox']);

/**
 * Returns what wrote a report, and with which options. Names the operating system's user unless another name was typed,
 * and no person if an empty name was typed.
 */
export function reportOrigin(
  deployment: Pick<Deployment, 'aws'>,
  options: object & { by?: string | undefined },
): ReportOrigin {
  const { by = systemUser() } = options;
  return { ...packOrigin(deployment), by: by || null, options: optionsText(options) };
}

/** Returns what wrote the report of a pack. It names no person, because the same pack written twice is the same. */
export function packOrigin({ aws }: Pick<Deployment, 'aws'>): ReportOrigin {
  return { software: softwareName(), place: placeText(aws), by: null, options: '' };
}

function placeText(aws: Deployment['aws']): string {
  if (!aws) return 'this machine';
  const { account, region, stack, table } = aws;
  return [
    account ? `AWS account ${account}` : 'AWS',
    `region ${region}`,
    ...(stack ? [`stack ${stack}`] : []),
    ...(table ? [`table ${table}`] : []),
  ].join(', ');
}

/** Returns typed options as a command line: `--connection plant --period 2026-Q3`. `--sandbox` implies `--local`. */
function optionsText(options: object & { sandbox?: unknown }): string {
  const words = Object.entries(options).flatMap(([name, value]) => {
    if (LEFT_OUT.has(name) || (name === 'local' && options.sandbox)) return [];
    const flag = `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    if (Array.isArray(value)) return value.map((one) => `${flag} ${one}`);
    return value === true ? flag : `${flag} ${value}`;
  });
  return words.join(' ');
}

/** Returns the user's name; undefined if the system does not know the user, as in some containers. */
function systemUser(): string | undefined {
  try {
    return userInfo().username;
  } catch {
    return undefined;
  }
}
