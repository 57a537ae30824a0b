/** What is wrong with a log or its documents. Each kind makes verification fail. */
type FindingKind =
  | 'tampered'
  | 'missing'
  | 'unlisted'
  | 'reordered'
  | 'bad-signature'
  | 'root-mismatch'
  | 'unsigned'
  | 'key-unknown'
  | 'truncated'
  | 'forked'
  | 'backdated'
  | 'differs-on-replay';

/** What a reader should know although nothing is wrong. */
type NoteKind = 'gap' | 'not-kept' | 'not-replayed' | 'own-key';

interface About {
  /** The entry's place in the log. */
  index?: number | undefined;
  /** The run's id. */
  run?: string | undefined;
  file?: string | undefined;
  message: string;
}
export interface Finding extends About {
  kind: FindingKind;
}
export interface Note extends About {
  kind: NoteKind;
}

/** Returns a finding in one line: `tampered: …`. */
export function findingText({ kind, message }: Finding): string {
  return `${kind}: ${message}`;
}

/** Collects what verification finds, in the order in which it looks. */
export class Findings {
  readonly notes: Note[] = [];
  readonly #findings = new Map<string, Finding>();

  get findings(): Finding[] {
    return [...this.#findings.values()];
  }

  /**
   * Adds a finding. Of two findings of one kind about one file, the later one stays: the log says more about a file than the
   * list of sums, which anybody can write.
   */
  add(kind: FindingKind, message: string, about: Omit<About, 'message'> = {}): void {
    const key = about.file === undefined ? String(this.#findings.size) : `${kind} ${about.file}`;
    this.#findings.set(key, { kind, ...about, message });
  }

  note(kind: NoteKind, message: string, about: Omit<About, 'message'> = {}): void {
    this.notes.push({ kind, ...about, message });
  }
}
