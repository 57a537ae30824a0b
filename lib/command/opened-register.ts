import type { ReportedConnection } from '../audit/connection-history.ts';
import { scheduleOf } from '../connections/due-slots.ts';
import { expectationOf, staleAfterHours } from '../connections/frequency.ts';
import { chooseRecorded, type RecordedConnection } from '../deployment/connection-choice.ts';
import type { Deployment } from '../deployment/deployment.ts';
import { WrongUsage } from '../domain/user-error.ts';
import { DamageLog, type RegisterFinding } from '../register/register-finding.ts';
import { RegisterReader } from '../register/register-reader.ts';

/** A register that a command reads, and the connections that the user chose. */
export interface OpenedRegister {
  /** Omits damaged items. */
  reader: RegisterReader;
  /** Returns the damaged items that the reader has omitted so far. */
  damaged: () => RegisterFinding[];
  /** The names of all connections that the register holds. */
  recorded: readonly string[];
  chosen: readonly RecordedConnection[];
}

/** Opens a deployment's register for reading. Throws WrongUsage if a named connection is unknown. */
export async function openForReading(
  deployment: Deployment,
  names: readonly string[] | undefined,
): Promise<OpenedRegister> {
  const log = new DamageLog();
  const reader = new RegisterReader(await deployment.register(), log.onDamaged);
  const recorded = await reader.connections();
  const chosen = chooseRecorded(deployment.connections, recorded, names);
  return { reader, damaged: () => log.found(), recorded, chosen };
}

/** Adds the days and ages that a connection's schedule implies. Assumes a daily schedule if it is no longer configured. */
export function reportedConnection({ name, configured }: RecordedConnection): ReportedConnection {
  const { frequency = 'daily', title, domains } = configured ?? {};
  return {
    ...{ name, title, domains },
    configured: configured !== undefined,
    staleAfterHours: staleAfterHours(frequency),
    ...expectationOf(frequency),
    schedule: configured ? scheduleOf(frequency) : null,
  };
}

/** Returns the name of the only chosen connection. Throws WrongUsage if there are several. */
export function onlyConnection({ chosen }: Pick<OpenedRegister, 'chosen'>): string {
  const names = chosen.map(({ name }) => name);
  const [first] = names;
  if (first !== undefined && names.length === 1) return first;
  throw new WrongUsage('Which connection?', {
    remedy: `Name one of them with --connection: ${names.join(', ')}.`,
  });
}
