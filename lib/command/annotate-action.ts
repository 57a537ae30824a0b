import { annotationText } from '../audit/annotation-text.ts';
import { AnnotationText } from '../domain/annotation.ts';
import { annotationProblem } from '../domain/annotation-check.ts';
import { pasted } from '../domain/pasted.ts';
import { EXIT, WrongUsage } from '../domain/user-error.ts';
import type { Annotated } from '../sync/annotate.ts';
import { annotatedSubject } from './annotated-subject.ts';
import type { CommandContext } from './command-definition.ts';
import { onlyConnection, openForReading } from './opened-register.ts';
import type { CommandOutput } from './output/command-output.ts';
import { wrapped } from './output/terminal.ts';
import { openDeployment, type PlaceOptions } from './place-options.ts';

interface AnnotateOptions extends PlaceOptions {
  connection?: string;
  run?: string;
  from?: string;
  to?: string;
  policy?: string;
  reason: string;
  owner: string;
  until: string;
  ticket?: string;
  json?: true;
}

/** Writes an annotation and seals it. Returns the exit status. */
export async function annotate(
  _: unknown,
  options: AnnotateOptions,
  { output, clock }: CommandContext,
): Promise<number> {
  const now = clock.now();
  await using deployment = await openDeployment(options, output, { reading: true });
  if (deployment.notice !== undefined)
    throw new WrongUsage('No tenant of your own was ever synced here, so there is nothing to annotate', {
      remedy: 'To annotate the register of the sandbox tenants, add --sandbox.',
    });
  const names = options.connection === undefined ? undefined : [options.connection];
  const register = await openForReading(deployment, names);
  const connection = onlyConnection(register);
  const { reason, owner, until, ticket } = options;
  const typed = {
    connection,
    reason: pasted(reason),
    owner: pasted(owner),
    until: until.trim(),
    ...(ticket !== undefined && { ticket: pasted(ticket) }),
  };
  // First the texts, which need no register.
  checked({ ...typed, about: { policy: 'any' } }, now);
  if (!register.recorded.includes(connection))
    throw new WrongUsage(
      `Nothing of the connection ${connection} is in the register of ${deployment.registerOf}`,
      {
        remedy: 'Sync it first: a sync begins the log in which annotations are sealed.',
      },
    );
  const about = await annotatedSubject(register.reader, connection, options);
  const annotation = checked({ ...typed, about }, now);
  print(await deployment.annotate(annotation), options, output);
  return EXIT.success;
}

/** Returns the annotation. Throws WrongUsage, which names the option, if its form or its times are wrong. */
function checked(annotation: AnnotationText, now: number): AnnotationText {
  const parsed = AnnotationText.safeParse(annotation);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const option = issue?.path.findLast((part) => typeof part === 'string' && part !== 'about') ?? 'reason';
    throw new WrongUsage(`--${String(option)} ${issue?.message ?? 'is wrong'}`, {
      remedy: 'Write one line of text, or a day like 2027-01-31.',
    });
  }
  const found = annotationProblem(parsed.data, now);
  if (found) throw new WrongUsage(`--${found.problem}`, { remedy: found.remedy });
  return parsed.data;
}

function print({ annotation, ...seal }: Annotated, { json }: AnnotateOptions, output: CommandOutput): void {
  if (json) {
    output.result(`${JSON.stringify({ annotation, ...seal }, null, 2)}\n`);
    return;
  }
  if (output.quiet) {
    output.result(`${annotation.id}\n`);
    return;
  }
  const { index, existed, checkpoint } = seal;
  const lines = [
    existed
      ? `The annotation ${annotation.id} exists already, since ${annotation.writtenAt}: nothing was written.`
      : `Annotated ${annotation.connection}: ${annotation.id}`,
    wrapped(annotationText(annotation), '  '),
    `Sealed as entry ${index} of the log${checkpoint ? ` (size ${checkpoint.size}, root ${checkpoint.root})` : ''}.`,
  ];
  output.result(lines.map((line) => `${line}\n`).join(''));
}
