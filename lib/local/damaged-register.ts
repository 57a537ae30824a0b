/** What dynalite throws, outside of every call to it, where LevelDB cannot open or read a folder's files. */
const CANNOT_READ = /^(Database is (closed|not open)$|Corruption: |IO error: )/;

/** The register on this machine cannot be opened, or has lost what was in it. */
export class DamagedRegister extends Error {
  override readonly name = 'DamagedRegister';
  constructor(options?: ErrorOptions) {
    super(
      'The register on this machine cannot be read: its files are damaged, or another process uses them. Put back a copy of its folder, or move the folder away and sync anew. It is in .m365-evidence in the folder of the project, or where M365_EVIDENCE_DIR says.',
      options,
    );
  }
}

/** The error to tell of: dynalite's as a DamagedRegister, any other as it is. */
export function damagedRegisterOf(error: unknown): unknown {
  if (!(error instanceof Error) || !CANNOT_READ.test(error.message)) return error;
  return new DamagedRegister({ cause: error });
}
