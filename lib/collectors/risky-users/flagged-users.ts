import { plausibleDate } from '../../domain/instant.ts';
import { nameOr } from '../../domain/plain-text.ts';
import { ageAt, noAges } from '../age.ts';
import type { RiskyUser } from './risky-user.ts';

const NAMES = 10;

/** https://learn.microsoft.com/graph/api/resources/riskyuser (riskState) */
const NOT_AT_RISK = new Set(['none', 'confirmedSafe', 'remediated', 'dismissed']);

/** Summarizes risky users one by one, in constant memory. */
export class FlaggedUsers {
  readonly names: string[] = [];
  readonly #now: number;
  readonly #byLevel = { high: 0, medium: 0 };
  readonly #byState = { atRisk: 0, confirmedCompromised: 0 };
  readonly #age = noAges();
  readonly #ageOf: ReturnType<typeof ageAt>;
  #newest: string | null = null;
  #lowLevel = 0;
  #deleted = 0;
  #withoutLevel = 0;
  #withoutState = 0;

  constructor(now: number) {
    this.#now = now;
    this.#ageOf = ageAt(now);
  }

  add(user: RiskyUser): void {
    const { riskState: state, riskLevel: level } = user;
    if (state !== undefined && NOT_AT_RISK.has(state)) return;
    if (state !== 'atRisk' && state !== 'confirmedCompromised') this.#withoutState += 1;
    else if (user.isDeleted) this.#deleted += 1;
    else if (level === 'low') this.#lowLevel += 1;
    else if (level !== 'high' && level !== 'medium') this.#withoutLevel += 1;
    else {
      this.#byLevel[level] += 1;
      this.#byState[state] += 1;
      this.#describe(user);
    }
  }

  facts() {
    return {
      atRisk: this.#atRisk,
      byLevel: this.#byLevel,
      byState: this.#byState,
      age: this.#age,
      newest: this.#newest,
      lowLevel: this.#lowLevel,
      deleted: this.#deleted,
    };
  }

  missing(): string[] {
    const [level, state] = [this.#withoutLevel, this.#withoutState];
    return [
      ...(level > 0
        ? [`Users at risk whose level Graph does not give, and who are not counted: ${level}`]
        : []),
      ...(state > 0
        ? [`Users in a risk state that this version does not know, and who are not counted: ${state}`]
        : []),
    ];
  }

  /** Says "at least" if users of unknown level or state could raise the numbers. */
  summary(): string {
    const doubtful = this.#withoutLevel + this.#withoutState;
    const unknown = `${number(doubtful, 'user')} whose risk level or state is not known`;
    if (this.#atRisk === 0) {
      const flags =
        doubtful > 0
          ? `lists ${unknown}, and no other user at medium or high risk`
          : 'flags no user at medium or high risk';
      return `Identity Protection ${flags}${this.#deletedClause()}.`;
    }
    const { high, medium } = this.#byLevel;
    const least = doubtful > 0 ? 'at least ' : '';
    const rest = doubtful > 0 ? `, and lists ${unknown}` : '';
    return `Identity Protection flags ${least}${number(this.#atRisk, 'user')}: ${least}${high} at high risk, ${least}${medium} at medium risk${rest}${this.#deletedClause()}.`;
  }

  get #atRisk(): number {
    return this.#byLevel.high + this.#byLevel.medium;
  }

  #deletedClause(): string {
    return this.#deleted > 0 ? `; it also flags ${number(this.#deleted, 'deleted account')}` : '';
  }

  #describe({ riskLastUpdatedDateTime, userPrincipalName }: RiskyUser): void {
    const changed = plausibleDate(riskLastUpdatedDateTime, this.#now);
    this.#age[this.#ageOf(changed)] += 1;
    if (changed && (this.#newest === null || changed > this.#newest)) this.#newest = changed;
    if (userPrincipalName !== undefined && this.names.length < NAMES)
      this.names.push(nameOr('Unnamed user', userPrincipalName));
  }
}

function number(count: number, one: string): string {
  return `${count} ${count === 1 ? one : `${one}s`}`;
}
