import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { AnnotationText } from '../../domain/annotation.ts';
import { ErrorName } from '../../domain/errors.ts';
import { decodeCaught } from '../../domain/failure.ts';
import { UserError } from '../../domain/user-error.ts';
import { Annotated } from '../../sync/annotate.ts';
import { AwsRefusal } from './aws-refusal.ts';
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
 * neither write to the register nor use the key. Needs `lambda:InvokeFunction` on that function. A request that the AWS SDK
 * repeats writes nothing twice. Throws AwsRefusal if the stack is of a version without annotations.
 * Source: https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
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
    const client = new LambdaClient(config);
    try {
      const Payload = Buffer.from(JSON.stringify({ annotation }));
      const answer = await client.send(new InvokeCommand({ FunctionName: sealFunction, Payload }));
      const text = Buffer.from(answer.Payload ?? []).toString('utf8');
      if (answer.FunctionError === undefined) return Annotated.parse(JSON.parse(text));
      throw failedWith(text);
    } finally {
      client.destroy();
    }
  };
}

/** Returns the error that the function reports: `{ errorType, errorMessage }`. */
function failedWith(payload: string): AnnotationFailed {
  const { errorType = 'Error' } = (JSON.parse(payload) ?? {}) as { errorType?: string };
  const { name, message, remedy } = decodeCaught({ Error: errorType, Cause: payload });
  const isOurs = name === ErrorName.annotationRefused || name === ErrorName.annotationNotSealed;
  return new AnnotationFailed(isOurs ? message : `The function that seals failed: ${name}: ${message}`, {
    remedy: isOurs ? remedy : `${remedy} Then run the same command again, which writes nothing twice.`,
  });
}
