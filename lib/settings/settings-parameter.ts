import { UnusableContext } from '../connections/unusable-context.ts';
import type { Settings } from '../domain/settings.ts';

/**
 * Bytes of a parameter of the standard tier, which is free.
 * Source: https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html
 */
const MOST_BYTES = 4_096;

/** Returns the text of the parameter that holds the settings on AWS. Throws UnusableContext if it is too long for one. */
export function settingsParameter(settings: Settings): string {
  // A parameter may not hold {{…}}, which means another parameter. JSON itself never has two braces that open in a row.
  const text = JSON.stringify(settings).replaceAll('{{', '{\\u007b');
  const bytes = Buffer.byteLength(text);
  if (bytes <= MOST_BYTES) return text;
  throw new UnusableContext(
    `The contexts "frameworks" and "thresholds" (cdk.json) cannot be used: they fill ${bytes} bytes, and a parameter of AWS Systems Manager holds ${MOST_BYTES}`,
    { remedy: 'List fewer requirements in your own framework, or give them shorter titles.' },
  );
}
