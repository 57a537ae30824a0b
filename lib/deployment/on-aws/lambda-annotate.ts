import type { AnnotationText } from '../../domain/annotation.ts';
import { ErrorName } from '../../domain/errors.ts';
import type { Failure } from '../../domain/failure.ts';
import { UserError } from '../../domain/user-error.ts';
import { Annotated } from '../../sync/annotate.ts';
import { AwsRefusal } from './aws-refusal.ts';
import { callFunction } from './called-function.ts';
import type { clientConfig } from './client-config.ts';

/** The function that seals did not write an annotation, or did not seal it. */
class AnnotationFailed extends UserError {
  override readonly name = 'AnnotationFailed';
}

/** The output of a stack that names the function that seals. */
interface AnnotatedStack {
  name: string;
  region: string;
  sealFunction: string | undefined;
}

/**
 * Returns a function that has an annotation written and sealed by the deployed function that seals, because a person may
 * neither write to the register nor use the key. A request that the AWS SDK repeats writes nothing twice. Throws AwsRefusal if the
 * stack is of a version without annotations.
 */
export function lambdaAnnotate(
  { name, region, sealFunction }: AnnotatedStack,
  config: ReturnType<typeof clientConfig>,
) {
  return async (annotation: AnnotationText): Promise<Annotated> => {
    if (sealFunction === undefined)
      throw new AwsRefusal(`The stack ${name} in ${region} cannot take annotations`, {
        remedy: 'Deploy this version of m365-evidence (npx cdk deploy).',
      });
    const { answer, failure } = await callFunction(sealFunction, { annotation }, config);
    if (failure) throw failedWith(failure);
    return Annotated.parse(answer);
  };
}

function failedWith({ name, message, remedy }: Failure): AnnotationFailed {
  const isOurs = name === ErrorName.annotationRefused || name === ErrorName.annotationNotSealed;
  return new AnnotationFailed(isOurs ? message : `The function that seals failed: ${name}: ${message}`, {
    remedy: isOurs ? remedy : `${remedy} Then run the same command again, which writes nothing twice.`,
  });
}
