/**
 * The schedule expressions that AWS documents. CloudFormation refuses others only during the deployment.
 * Sources: https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html and, for singular and plural,
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rate-expressions.html
 */

interface Field {
  name: string;
  lowest: number;
  highest: number;
  /** Names of the values, starting with the lowest. */
  names: readonly string[];
  /** Wildcards in addition to `,` `-` and `*`. */
  wildcards: string;
}

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

const FIELDS: readonly Field[] = [
  { name: 'minute', lowest: 0, highest: 59, names: [], wildcards: '/' },
  { name: 'hour', lowest: 0, highest: 23, names: [], wildcards: '/' },
  { name: 'day of the month', lowest: 1, highest: 31, names: [], wildcards: '?/LW' },
  { name: 'month', lowest: 1, highest: 12, names: MONTHS, wildcards: '/' },
  { name: 'day of the week', lowest: 1, highest: 7, names: WEEKDAYS, wildcards: '?L#' },
  { name: 'year', lowest: 1970, highest: 2199, names: [], wildcards: '/' },
];

/** `ScheduleExpression` of https://docs.aws.amazon.com/scheduler/latest/APIReference/API_CreateSchedule.html */
const LONGEST = 256;
/** Our own limit: a slower schedule would leave a year without evidence. */
const MOST_DAYS = 366;
const PER_DAY: Record<string, number> = { minute: 1_440, hour: 24, day: 1 };

/** Throws an error that names the field and the problem, unless AWS documents this `rate(…)` or `cron(…)`. */
export function checkSchedule(expression: string): void {
  if (expression.length > LONGEST) throw new Error(`it is longer than ${LONGEST} characters`);
  const [, kind, inside = ''] = /^(rate|cron)\((.*)\)$/s.exec(expression) ?? [];
  if (kind === 'rate') checkRate(inside);
  else if (kind === 'cron') checkCron(inside);
  else throw new Error('use daily, hourly, rate(6 hours) or cron(0 6 ? * MON-FRI *)');
}

function checkRate(inside: string): void {
  const [, count = '', unit = '', plural = ''] = /^(\d+) (minute|hour|day)(s?)$/.exec(inside) ?? [];
  const value = Number(count);
  if (count === '' || value === 0) throw new Error('write a rate like rate(1 day) or rate(6 hours)');
  if ((value === 1) !== (plural === '')) {
    throw new Error(
      `write rate(${value} ${unit}${value === 1 ? '' : 's'}): AWS wants ${unit} for 1, ${unit}s for more`,
    );
  }
  if (value / (PER_DAY[unit] ?? 1) > MOST_DAYS)
    throw new Error(`it is slower than once in ${MOST_DAYS} days`);
}

function checkCron(inside: string): void {
  const fields = inside.split(' ');
  if (fields.length !== FIELDS.length || fields.includes('')) {
    throw new Error('write six fields, one blank between them: minute hour day month weekday year');
  }
  fields.forEach((text, index) => {
    checkField(text, FIELDS[index] as Field);
  });
  if ((fields[2] === '?') === (fields[4] === '?')) {
    throw new Error('write ? for the day of the month or for the day of the week, and only for one of them');
  }
}

function checkField(text: string, field: Field): void {
  const wrong = (problem: string) => new Error(`the ${field.name} ${text}: ${problem}`);
  const allowed = (wildcard: string) => field.wildcards.includes(wildcard);
  if (text === '*' || (text === '?' && allowed('?')) || (text === 'L' && allowed('L'))) return;
  if (text.includes('?')) throw wrong('? is only for the two day fields, and must be alone there');
  if (/[LW#]/.test(text.replaceAll(/[A-Z]{3}/g, ''))) {
    const problem = specialProblem(text, field);
    if (problem) throw wrong(problem);
    return;
  }
  const items = text.split(',');
  for (const item of items) {
    const [range = '', step, ...more] = item.split('/');
    const every = range === '*' && step !== undefined && items.length === 1;
    const problem =
      (every ? undefined : rangeProblem(range, field)) ?? (more.length > 0 ? 'write / only once' : undefined);
    if (problem) throw wrong(problem);
    if (step === undefined) continue;
    if (!allowed('/')) throw wrong('/ is not for this field');
    const largest = field.lowest === 0 ? field.highest : field.highest - field.lowest + 1;
    if (!/^\d{1,3}$/.test(step) || Number(step) < 1 || Number(step) > largest) {
      throw wrong(`the step after / is a number from 1 to ${largest}`);
    }
  }
}

/** Returns what is wrong with a value such as `15W`, `6L` or `3#2`, which must be alone in its field. */
function specialProblem(text: string, field: Field): string | undefined {
  const [, day = '', sign = '', nth = ''] = /^(\w{1,3}?)([LW#])(\d*)$/.exec(text) ?? [];
  if (sign === '' || !field.wildcards.includes(sign)) {
    return 'AWS accepts L and 15W as a day of the month, and L, 6L and 3#2 as a day of the week; each alone in its field';
  }
  if (sign === 'L' && field.name === 'day of the month') return 'write L alone for the last day of the month';
  if (sign === '#' && !/^[1-5]$/.test(nth)) return 'after # write a number from 1 to 5';
  if (sign !== '#' && nth !== '') return `write ${sign} at the end`;
  return valueIn(day, field) === undefined ? valueProblem(day, field) : undefined;
}

function rangeProblem(range: string, field: Field): string | undefined {
  const values = range.split('-');
  if (values.length > 2) return 'a range has two ends';
  const [first, last] = values.map((value) => valueIn(value, field));
  const unknown = values.find((value) => valueIn(value, field) === undefined);
  if (unknown !== undefined) return valueProblem(unknown, field);
  return first !== undefined && last !== undefined && first > last
    ? 'a range goes from the lower value to the higher'
    : undefined;
}

function valueIn(text: string, { lowest, highest, names }: Field): number | undefined {
  const named = names.indexOf(text);
  const number = /^\d+$/.test(text) && text.length <= String(highest).length ? Number(text) : Number.NaN;
  const value = named >= 0 ? lowest + named : number;
  return value >= lowest && value <= highest ? value : undefined;
}

function valueProblem(text: string, { lowest, highest, names }: Field): string {
  const spelled = names.length > 0 ? `, or ${names[0]} to ${names.at(-1)} in capitals` : '';
  return `${text === '' ? 'a value is missing' : `${text} is not a value`}; write ${lowest} to ${highest}${spelled}`;
}
