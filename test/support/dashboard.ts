import type { Template } from 'aws-cdk-lib/assertions';
import { propertiesOf } from './stack.ts';

/** A metric of a widget: namespace, name, dimension names and values in turn, rendering; or an expression. */
export type DashboardMetric = (string | Record<string, unknown>)[];

export interface Widget {
  type: 'metric' | 'alarm' | 'text';
  x: number;
  y: number;
  width: number;
  height: number;
  properties: {
    title?: string;
    view?: string;
    markdown?: string;
    alarms?: string[];
    annotations?: { horizontal?: { value: number; label: string }[] };
    metrics?: DashboardMetric[];
  };
}

export interface DashboardBody {
  start: string;
  periodOverride: string;
  variables: Record<string, unknown>[];
  widgets: Widget[];
}

/**
 * Returns the template's dashboard as CloudWatch receives it, with logical ids for the values that CloudFormation
 * inserts.
 */
export function dashboardOf(template: Template): DashboardBody {
  const [{ DashboardBody } = {}] = Object.values(propertiesOf(template, 'AWS::CloudWatch::Dashboard'));
  const [separator, parts] = (DashboardBody as { 'Fn::Join': [string, unknown[]] })['Fn::Join'];
  return JSON.parse(parts.map(inserted).join(separator)) as DashboardBody;
}

function inserted(part: unknown): string {
  if (typeof part === 'string') return part;
  const { Ref, 'Fn::GetAtt': attribute } = part as { Ref?: string; 'Fn::GetAtt'?: [string, string] };
  return Ref ?? attribute?.[0] ?? '';
}
