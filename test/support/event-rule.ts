import type { Template } from 'aws-cdk-lib/assertions';
import { propertiesOf } from './stack.ts';

interface Target {
  Arn: unknown;
  InputTransformer: { InputPathsMap: Record<string, string>; InputTemplate: string };
}

export interface EventRule {
  EventPattern: Pattern;
  Targets: Target[];
}

interface Pattern {
  [field: string]: Pattern | unknown[];
}

/** Returns the EventBridge rules of a template. */
export function rulesOf(template: Template): EventRule[] {
  return Object.values(propertiesOf(template, 'AWS::Events::Rule')) as unknown as EventRule[];
}

/**
 * Whether EventBridge would select the event: each field of the pattern must have one of its values. Resources are left
 * out, because their prefix is a reference.
 * Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html
 */
export function selects({ EventPattern: { resources: _, ...pattern } }: EventRule, event: object): boolean {
  return matches(pattern, event);
}

function matches(pattern: Pattern, event: unknown): boolean {
  return Object.entries(pattern).every(([field, wanted]) => {
    const value = (event as Record<string, unknown>)[field];
    return Array.isArray(wanted)
      ? [value].flat().some((one) => wanted.includes(one))
      : matches(wanted, value);
  });
}

/**
 * Returns the text that EventBridge sends to the rule's target. A placeholder within a string becomes the value as it is,
 * because EventBridge does not escape it; a placeholder as a JSON value becomes the value in JSON.
 * Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
 */
export function sentTo({ InputTransformer }: Target, event: object): string {
  const { InputPathsMap, InputTemplate } = InputTransformer;
  return InputTemplate.replaceAll(/(: ?)?<([\w-]+)>/g, (_, colon: string | undefined, key: string) => {
    const path = InputPathsMap[key];
    if (path === undefined) throw new Error(`The template's <${key}> has no path`);
    const value = valueAt(path, event);
    if (colon !== undefined) return `${colon}${JSON.stringify(value) ?? ''}`;
    return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  });
}

function valueAt(path: string, event: unknown): unknown {
  return path
    .split('.')
    .slice(1)
    .reduce((value, field) => (value as Record<string, unknown> | undefined)?.[field], event);
}
