import { registerPack } from '../pack/register-pack.ts';
import { type Verdict, type VerifyOptions, verify } from '../verify/verify.ts';
import { onlyConnection, openForReading } from './opened-register.ts';
import type { CommandOutput } from './output/command-output.ts';
import { nothingFound } from './output/empty-register.ts';
import { openDeployment, type PlaceOptions } from './place-options.ts';

/** Verifies one connection of a deployment's register. Returns undefined, with a message, if the register is empty. */
export async function verifyRegister(
  options: PlaceOptions & { connection?: string },
  asked: VerifyOptions,
  output: CommandOutput,
): Promise<Verdict | undefined> {
  await using deployment = await openDeployment(options, output, { reading: true });
  const register = await openForReading(
    deployment,
    options.connection === undefined ? undefined : [options.connection],
  );
  if (register.recorded.length === 0) {
    output.problem(await nothingFound({ what: 'sync', allowEmpty: true }, deployment, register));
    return undefined;
  }
  const sealed = await deployment.sealed(onlyConnection(register));
  return await verify(await registerPack(sealed, asked), asked);
}
