import { diskFaultOf } from './disk-fault.ts';
import { LocalFault } from './local-fault.ts';

/** How dynalite and LevelDB report that they cannot open or read a folder's files. */
const CANNOT_READ = /^(Database (is closed|is not open|failed to open)$|Corruption: |IO error: )/;

/** The register on this machine cannot be opened, or has lost what was in it. */
export class DamagedRegister extends LocalFault {
  override readonly name = 'DamagedRegister';
  constructor({ cause }: ErrorOptions = {}) {
    super(
      'The register on this machine cannot be read: its files are damaged, or another process uses them',
      {
        cause,
        remedy:
          'Restore a copy of its folder, or move the folder away and sync again. It is in .m365-evidence in the folder of the project, or in the folder that M365_EVIDENCE_DIR names.',
      },
    );
  }
}

/** Returns the disk fault or the damaged register that an error reports; undefined for any other error. */
export function localFaultOf(error: unknown): LocalFault | undefined {
  if (error instanceof LocalFault) return error;
  const ofDisk = diskFaultOf(error);
  if (ofDisk) return ofDisk;
  return error instanceof Error && CANNOT_READ.test(error.message)
    ? new DamagedRegister({ cause: error })
    : undefined;
}
